using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage;

/// <summary>Recognises the project's attributes by their spelling.</summary>
/// <remarks>
/// Syntax can't know what a name is bound to; an alias of the attribute is not recognised here, and an analyzer says so.
/// </remarks>
internal static class Marks
{
    internal const string Virtualized = "Virtualized";
    internal const string VnetModule = "VnetModule";
    internal const string VnetInit = "VnetInit";
    internal const string VnetUninit = "VnetUninit";
    internal const string VnetClone = "VnetClone";

    private const string Suffix = "Attribute";

    /// <summary>Finds the attribute <paramref name="mark"/> on a declaration.</summary>
    /// <param name="declaration">A type or a member.</param>
    /// <param name="mark">The attribute's name without its suffix.</param>
    /// <returns>The first such attribute, or <see langword="null"/>.</returns>
    internal static AttributeSyntax? Find(MemberDeclarationSyntax declaration, string mark)
    {
        foreach (AttributeListSyntax list in declaration.AttributeLists)
        {
            if (list.Target is not null)
            {
                continue;
            }

            foreach (AttributeSyntax attribute in list.Attributes)
            {
                if (IsNamed(attribute.Name, mark))
                {
                    return attribute;
                }
            }
        }

        return null;
    }

    /// <summary>Returns whether an attribute's name, however qualified, is <paramref name="mark"/>.</summary>
    internal static bool IsNamed(NameSyntax name, string mark)
    {
        string last = name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return last == mark
            || (last.Length == mark.Length + Suffix.Length
                && last.StartsWith(mark, StringComparison.Ordinal)
                && last.EndsWith(Suffix, StringComparison.Ordinal));
    }
}
