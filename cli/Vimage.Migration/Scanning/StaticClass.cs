namespace Vimage.Migration.Scanning;

/// <summary>What a static is to a program with several instances.</summary>
public enum StaticClass
{
    /// <summary>Marked already: each instance has its own.</summary>
    Virtualized,

    /// <summary>State of an instance, to be marked.</summary>
    Virtualize,

    /// <summary>Never changes once it is there.</summary>
    ConstLike,

    /// <summary>Set while the program starts, and never again.</summary>
    SetOnce,

    /// <summary>Holds what could be worked out again, whoever asks.</summary>
    Cache,

    /// <summary>Each thread or flow has its own.</summary>
    Thread,

    /// <summary>A truth about the process, with a reason.</summary>
    ProcessShared,

    /// <summary>Nobody has looked yet, with a reason.</summary>
    Unaudited,
}
