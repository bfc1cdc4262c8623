using System.Globalization;
using System.Reflection.Metadata;

namespace Vimage.Proof.Il;

/// <summary>
/// Writes a body without what an in-place substitution changes though the program stays the same: <c>nop</c>s, the distance of
/// branches over them, and the numbers of locals, when one is no longer used.
/// </summary>
internal static class IlNormalizer
{
    /// <summary>Writes a body; equal lines are bodies identical modulo nops.</summary>
    internal static List<string> ToLines(IlBody body)
    {
        IlInstruction[] instructions = [.. body.Instructions.Where(static each => each.OpCode != ILOpCode.Nop)];
        Dictionary<int, string> labels = Labels(body, instructions);
        List<int> locals = [];
        List<string> lines = [];
        for (int index = 0; index < instructions.Length; index++)
        {
            if (labels.TryGetValue(index, out string? label))
            {
                lines.Add(label + ":");
            }

            IlInstruction each = instructions[index];
            string local = each.Local >= 0 ? " " + NumberOf(each.Local, locals) : "";
            string targets = string.Join(", ", each.Targets.Select(LabelAt));
            lines.Add($"    {NameOf(each)}{local} {each.Operand}{targets}".TrimEnd());
        }

        if (labels.TryGetValue(instructions.Length, out string? end))
        {
            lines.Add(end + ":");
        }

        lines.AddRange(body.Regions.Select(region => region.ToText(LabelAt)));
        string used = string.Join(", ", locals.Select(slot => body.Locals[slot]));
        return [body.Flags, $".locals{(IsInitVisible(body, locals) ? " init" : "")} ({used})", .. lines];

        string LabelAt(int offset) => labels[IndexAt(instructions, offset)];
    }

    // A body without locals does not say whether they begin as zero; one whose only local is no longer used does.
    private static bool IsInitVisible(IlBody body, List<int> usedLocals) => body.InitLocals
        && (usedLocals.Count > 0 || body.Instructions.Any(static each => each.OpCode == ILOpCode.Localloc));

    // Numbered in the order of the code, so that what is far apart from a change keeps its label.
    private static Dictionary<int, string> Labels(IlBody body, IlInstruction[] instructions) => body.Instructions
        .SelectMany(static each => each.Targets)
        .Concat(body.Regions.SelectMany(static region => region.Offsets))
        .Select(offset => IndexAt(instructions, offset))
        .Distinct()
        .Order()
        .Select(static (index, number) => (index, "L" + number.ToString(CultureInfo.InvariantCulture)))
        .ToDictionary();

    // A branch to a nop leads to what follows it.
    private static int IndexAt(IlInstruction[] instructions, int offset)
    {
        int index = Array.FindIndex(instructions, each => each.Offset >= offset);
        return index < 0 ? instructions.Length : index;
    }

    private static string NumberOf(int slot, List<int> locals)
    {
        int number = locals.IndexOf(slot);
        if (number < 0)
        {
            number = locals.Count;
            locals.Add(slot);
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static string NameOf(IlInstruction instruction) =>
        instruction.OpCode.IsBranch() ? OpCodeTable.NameOf(instruction.OpCode.GetLongBranch())
        : instruction.Local >= 0 ? OpCodeTable.NameOf(instruction.OpCode).Split('.')[0]
        : OpCodeTable.NameOf(instruction.OpCode);
}
