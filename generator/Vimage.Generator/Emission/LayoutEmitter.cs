using System.Text.RegularExpressions;
using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>
/// Emits which variables of a part other assemblies can use: as a constant in the part's own file, so that what only refers to
/// it does not change when a variable does.
/// </summary>
internal static class LayoutEmitter
{
    private static readonly Regex s_qualifier = new(@"@?\w+\s*(\.|::)\s*|\s+", RegexOptions.CultureInvariant);

    internal static void Emit(SourceWriter writer, ModulePart part)
    {
        if (part.Members.Any(static member => member.IsVisibleOutside))
        {
            writer.Line()
                .Line(Names.GeneratedCode)
                .Line($"internal const string {Names.Layout(part.Id)} = {Names.Literal(TextOf(part))};");
        }
    }

    // How a type is qualified depends on the usings of its file; what it is called does not.
    private static string TextOf(ModulePart part) => string.Concat(part.Members
        .Where(static member => member.IsVisibleOutside)
        .Select(static member => $"{member.Name}:{s_qualifier.Replace(member.Type, "")};"));
}
