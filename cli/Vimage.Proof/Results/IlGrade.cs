namespace Vimage.Proof;

/// <summary>How alike the IL of a method is in two builds.</summary>
public enum IlGrade
{
    /// <summary>IL was not asked for.</summary>
    NotCompared,

    /// <summary>An abstract, external or runtime method: there is no body before nor after, and the flags are the same.</summary>
    NoBody,

    /// <summary>Instruction by instruction, at the same offsets, with the same operands, locals and exception regions.</summary>
    Identical,

    /// <summary>
    /// The same instructions, once <c>nop</c>s are left out, branches taken by where they lead, and locals numbered by first use.
    /// </summary>
    IdenticalModuloNops,

    /// <summary>Another body, or other flags.</summary>
    Different,

    /// <summary>The build after has no such method.</summary>
    Missing,
}
