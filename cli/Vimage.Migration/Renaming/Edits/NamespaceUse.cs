namespace Vimage.Migration.Renaming.Edits;

/// <summary>Whether a file can name the mark without its namespace.</summary>
internal enum NamespaceUse
{
    /// <summary>It can: a <c>using</c> is in effect.</summary>
    InEffect,

    /// <summary>With a <c>using</c> it could.</summary>
    Possible,

    /// <summary>A <c>using</c> would not do, or would make other names ambiguous.</summary>
    Ambiguous,
}
