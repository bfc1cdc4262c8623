namespace Vimage.Migration.Editing;

/// <summary>What is inserted; of several insertions at one place the lower comes first.</summary>
internal enum EditRank
{
    /// <summary>A <c>using</c> directive.</summary>
    Using,

    /// <summary>An attribute.</summary>
    Attribute,

    /// <summary>A keyword among the modifiers.</summary>
    Modifier,

    /// <summary>A part of an expression, or of a declaration's body; and every replacement.</summary>
    Code,
}
