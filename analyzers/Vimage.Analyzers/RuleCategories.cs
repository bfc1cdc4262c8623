namespace Vimage.Analyzers;

/// <summary>The categories of the rules; each is a range of ids.</summary>
internal static class RuleCategories
{
    /// <summary>VIM00xx: what is marked, and how.</summary>
    internal const string Declaration = "Vimage.Declaration";

    /// <summary>VIM01xx: how virtualized state is used.</summary>
    internal const string Use = "Vimage.Use";

    /// <summary>VIM02xx: lifetime, and the flow of the current vnet.</summary>
    internal const string Flow = "Vimage.Flow";

    /// <summary>VIM03xx: the statics that are not virtualized, and why not.</summary>
    internal const string Inventory = "Vimage.Inventory";

    /// <summary>VIM09xx: the project's settings.</summary>
    internal const string Configuration = "Vimage.Configuration";
}
