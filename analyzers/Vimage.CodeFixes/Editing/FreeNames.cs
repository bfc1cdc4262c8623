using Microsoft.CodeAnalysis;

namespace Vimage.CodeFixes.Editing;

internal static class FreeNames
{
    /// <summary>Returns a name that no member of a type has yet.</summary>
    internal static string In(INamedTypeSymbol type, string wanted)
    {
        string name = wanted;
        for (int i = 2; !type.GetMembers(name).IsEmpty; i++)
        {
            name = $"{wanted}{i}";
        }

        return name;
    }
}
