using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers;

/// <summary>From a raw static to the accessor generated for it, and back; in source and in compiled assemblies alike.</summary>
internal static class Accessors
{
    private const string Generator = "Vimage.Generator";

    /// <summary>Finds the accessor <c>V_x</c> of a field or event <c>x</c>, or of the field <c>x</c> of a state struct.</summary>
    internal static IPropertySymbol? Of(ISymbol variable)
    {
        if (StateStructSymbols.ModuleOf(variable) is not { } type)
        {
            return null;
        }

        foreach (ISymbol member in type.GetMembers(GeneratedNames.Accessor(variable.Name)))
        {
            if (member is IPropertySymbol property && IsGenerated(property))
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>Finds the field or event that a generated property stands for.</summary>
    internal static ISymbol? VariableOf(IPropertySymbol property)
    {
        if (!property.IsStatic || !IsGenerated(property))
        {
            return null;
        }

        if (!property.Name.StartsWith(GeneratedNames.AccessorPrefix, StringComparison.Ordinal))
        {
            return StateStructSymbols.FieldOf(property.ContainingType, property.Name);
        }

        foreach (ISymbol member in property.ContainingType.GetMembers(property.Name.Substring(GeneratedNames.AccessorPrefix.Length)))
        {
            if (member.IsStatic && member is IFieldSymbol or IEventSymbol)
            {
                return member;
            }
        }

        return StateStructSymbols.FieldOf(property.ContainingType, property.Name.Substring(GeneratedNames.AccessorPrefix.Length));
    }

    /// <summary>Returns whether the generator has written a file.</summary>
    internal static bool IsGenerated(SyntaxTree file) => Array.IndexOf(file.FilePath.Split('/', '\\'), Generator) >= 0;

    /// <summary>Returns whether a member carries the generator's <c>[GeneratedCode]</c>.</summary>
    internal static bool IsGenerated(ISymbol member)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "GeneratedCodeAttribute"
                && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is Generator)
            {
                return true;
            }
        }

        return false;
    }
}
