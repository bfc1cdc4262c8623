namespace Vimage.Substitution;

/// <summary>Why the code at a use of an accessor is not that of a plain static.</summary>
public enum RemainderReason
{
    /// <summary>
    /// The field is volatile: its instruction needs a prefix, for which a call has no room, and the method can't be moved, because
    /// its symbols are no portable PDB at hand, or it is laid out as the compiler does not.
    /// </summary>
    Volatile,

    /// <summary>The accessor's body is more than the field.</summary>
    NotTheFieldAlone,

    /// <summary>The accessor is used as a value: by a delegate, a function pointer or an expression tree.</summary>
    NotACall,

    /// <summary>The call has a prefix.</summary>
    Prefixed,

    /// <summary>The only reference to the accessor of that generic type also has a use that is no call.</summary>
    SharedReference,

    /// <summary>The field is read, but through a copy: without a portable PDB it can't be told from a variable of the source.</summary>
    CopyWithoutSymbols,

    /// <summary>The readonly field is read, but through a copy: the referenced assembly that has the called method was not found.</summary>
    CopyForUnknownMethod,
}
