using Microsoft.CodeAnalysis;

namespace Vimage.Analyzers.Inventory;

/// <summary>Suggests a class for a static.</summary>
internal static class ClassSuggestion
{
    private static readonly string[] s_cacheNames = ["cache", "memo", "pool", "intern"];
    private static readonly HashSet<string> s_cacheTypes = ["ConditionalWeakTable", "MemoryCache", "ObjectPool", "ArrayPool"];
    private static readonly HashSet<string> s_threadTypes = ["ThreadLocal", "AsyncLocal"];

    /// <summary>Suggests a class by the declaration alone.</summary>
    internal static (string Class, string Reason) Of(ISymbol variable) =>
        OfDeclaration(variable) ?? (StaticClasses.Unaudited, "nobody has looked at it yet");

    /// <summary>Suggests a class by all uses in a compilation.</summary>
    /// <returns>The class and the reason; or <see langword="null"/> if it is live state, which is to be virtualized.</returns>
    internal static (string Class, string Reason)? Of(ISymbol variable, StaticMutability mutability, StaticUses uses)
    {
        if (OfDeclaration(variable) is { } known)
        {
            return known;
        }

        if (variable is IEventSymbol || uses.IsWrittenLater || uses.HasWrittenContents)
        {
            return null;
        }

        return uses switch
        {
            { IsUsed: false } => (StaticClasses.ConstLike, "never used"),
            { IsWrittenAtStart: true } => (StaticClasses.SetOnce, "written only while its type is initialized"),
            { IsHandedOut: true } when mutability == StaticMutability.Contents => null,
            _ when mutability == StaticMutability.Variable => (StaticClasses.SetOnce, "never written after its initializer"),
            _ => (StaticClasses.ConstLike, "what it holds is never changed"),
        };
    }

    private static (string Class, string Reason)? OfDeclaration(ISymbol variable)
    {
        ITypeSymbol type = StaticVariables.TypeOf(variable);
        if (s_threadTypes.Contains(type.Name))
        {
            return (StaticClasses.Thread, $"is {type.Name}");
        }

        if (variable.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"))
        {
            return (StaticClasses.Thread, "is [ThreadStatic]");
        }

        bool isCache = s_cacheTypes.Contains(type.Name)
            || (type.IsReferenceType && s_cacheNames.Any(name => variable.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0));
        return isCache ? (StaticClasses.Cache, "is a cache by its name or type") : null;
    }
}
