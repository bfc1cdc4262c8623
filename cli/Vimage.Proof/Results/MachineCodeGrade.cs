namespace Vimage.Proof;

/// <summary>How alike the machine code of a method is in two builds.</summary>
public enum MachineCodeGrade
{
    /// <summary>Machine code was not asked for.</summary>
    NotCompared,

    /// <summary>An abstract, external or runtime method: there is nothing to compile.</summary>
    NoBody,

    /// <summary>The same instructions on the same data, at whatever addresses the process has put them.</summary>
    Identical,

    /// <summary>Other instructions, or the same ones on other data.</summary>
    Different,

    /// <summary>The method could not be compiled, or not twice alike, so nothing is known.</summary>
    NotListed,

    /// <summary>The build after has no such method.</summary>
    Missing,
}
