namespace Vimage.Migration.Renaming.Edits;

/// <summary>A variable's mark; each can be turned into one that comes after it.</summary>
internal enum MarkKind
{
    None,

    /// <summary><c>[Virtualized]</c></summary>
    ByValue,

    /// <summary><c>[Virtualized(ByRef = true)]</c></summary>
    ByRef,
}
