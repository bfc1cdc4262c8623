using System.Globalization;

namespace Vimage.Proof.Il;

/// <summary>The body of a method, and the flags that change what it means.</summary>
/// <param name="Flags">The flags of the method and its implementation.</param>
/// <param name="InitLocals">Whether locals begin as zero.</param>
/// <param name="Locals">The types of the locals, by slot.</param>
/// <param name="Instructions">The instructions.</param>
/// <param name="Regions">The exception regions.</param>
internal sealed record IlBody(
    string Flags, bool InitLocals, IReadOnlyList<string> Locals, IReadOnlyList<IlInstruction> Instructions, IReadOnlyList<IlRegion> Regions)
{
    /// <summary>Writes the body as it is: equal lines are equal bodies.</summary>
    internal List<string> ToLines() =>
    [
        Flags,
        $".locals{(InitLocals ? " init" : "")} ({string.Join(", ", Locals)})",
        .. Instructions.Select(static each =>
        {
            string local = each.Local >= 0 ? " local " + each.Local.ToString(CultureInfo.InvariantCulture) : "";
            string targets = string.Join(", ", each.Targets.Select(Label));
            return $"{Label(each.Offset)}: {OpCodeTable.NameOf(each.OpCode)}{local} {each.Operand}{targets}";
        }),
        .. Regions.Select(static region => region.ToText(Label)),
    ];

    private static string Label(int offset) => string.Create(CultureInfo.InvariantCulture, $"IL_{offset:X4}");
}
