using System.Collections;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vimage.CompilerServices;

/// <summary>
/// Which of a module's raw statics the compiler's run was seen to have initialised; each is adopted once, when first seen.
/// For generated code.
/// </summary>
/// <remarks>
/// A raw static is written by its initializer alone, so one that differs from its type's default has been initialised. One
/// whose initializer yields the default can't be told from one whose turn is yet to come, and need not be.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RawStatics
{
    private readonly BitArray _adopted = new(0);
    private int _next;

    internal RawStatics()
    {
    }

    /// <summary>Adopts a field.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="variable">The variable of the state.</param>
    /// <param name="raw">The raw static. By reference: to the compiler it is then both used and assigned.</param>
    public void Field<T>(ref T variable, ref T raw) => Value(ref variable, raw);

    /// <summary>Adopts a read-only field.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="variable">The variable of the state.</param>
    /// <param name="raw">The raw static.</param>
    public void ReadOnlyField<T>(ref T variable, in T raw) => Value(ref variable, raw);

    /// <summary>Adopts the backing field of a property.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="variable">The variable of the state.</param>
    /// <param name="raw">The raw value.</param>
    public void Value<T>(ref T variable, T raw)
    {
        int index = _next++;
        if (index == _adopted.Length)
        {
            _adopted.Length = index + 1;
        }

        if (!_adopted[index] && !IsDefault(ref raw))
        {
            _adopted[index] = true;
            variable = raw;
        }
    }

    /// <summary>Begins a pass over the module's variables, which come in the same order each time.</summary>
    internal void Restart() => _next = 0;

    private static bool IsDefault<T>(ref T value) =>
        !MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()).ContainsAnyExcept((byte)0);
}
