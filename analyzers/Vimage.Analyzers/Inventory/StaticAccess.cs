namespace Vimage.Analyzers.Inventory;

/// <summary>What a use does with a static.</summary>
internal enum StaticAccess
{
    /// <summary>Its value is looked at.</summary>
    Read,

    /// <summary>What it holds is given to somebody who may change it.</summary>
    HandOut,

    /// <summary>What it holds is changed.</summary>
    WriteContents,

    /// <summary>It is assigned.</summary>
    Write,
}
