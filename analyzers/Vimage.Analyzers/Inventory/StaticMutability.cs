namespace Vimage.Analyzers.Inventory;

/// <summary>What about a static can change.</summary>
internal enum StaticMutability
{
    /// <summary>Nothing: it is read-only, and so is what it holds.</summary>
    Immutable,

    /// <summary>It is read-only, but what it holds can change.</summary>
    Contents,

    /// <summary>It can be assigned.</summary>
    Variable,
}
