namespace Vimage.Proof;

/// <summary>What is compared.</summary>
[Flags]
public enum ProofLevels
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The bodies of the methods in IL, and the declarations of the types.</summary>
    Il = 1,

    /// <summary>The machine code that the JIT makes of the methods, fully optimised.</summary>
    MachineCode = 2,

    /// <summary>Everything.</summary>
    All = Il | MachineCode,
}
