namespace Vimage.Migration.Scanning.Uses;

/// <summary>What a use does with a static.</summary>
internal enum Access
{
    /// <summary>Nothing: its name is asked for.</summary>
    Name,

    /// <summary>It is read.</summary>
    Read,

    /// <summary>What it holds is handed to somebody who might write it.</summary>
    HandOut,

    /// <summary>It is locked on.</summary>
    Lock,

    /// <summary>What it holds is written.</summary>
    WriteContents,

    /// <summary>It is assigned, or handed out by reference.</summary>
    Write,
}
