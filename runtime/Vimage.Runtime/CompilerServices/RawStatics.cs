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
/// <para>
/// A raw static is written by its initializer alone, so one that differs from its type's default has been initialised. One
/// whose initializer is a constant can't be told so when the constant is the default; but constants run no code, so that
/// whoever looks does so from within another initializer, and textual order tells which: <c>static int n = 0;</c> before a
/// <c>static Node a = new();</c> whose constructor counts in <c>V_n</c> has run, after it has yet to, and then overwrites.
/// </para>
/// <para>
/// What stays undecided is an initializer that is not a constant and yields the default. It is taken to have run before any
/// use of its variable.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RawStatics
{
    private readonly BitArray _adopted = new(0);
    private bool _isProbing;
    private int _executing;
    private int _next;

    internal RawStatics()
    {
    }

    /// <summary>Adopts a field.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="variable">The variable of the state.</param>
    /// <param name="raw">The raw static. By reference: to the compiler it is then both used and assigned.</param>
    /// <param name="isConstant">Whether the initializer runs no code.</param>
    public void Field<T>(ref T variable, ref T raw, bool isConstant) => Value(ref variable, raw, isConstant);

    /// <summary>Adopts a read-only field.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="variable">The variable of the state.</param>
    /// <param name="raw">The raw static.</param>
    /// <param name="isConstant">Whether the initializer runs no code.</param>
    public void ReadOnlyField<T>(ref T variable, in T raw, bool isConstant) => Value(ref variable, raw, isConstant);

    /// <summary>Adopts a value: of a property, its backing field's.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="variable">The variable of the state.</param>
    /// <param name="raw">The raw value.</param>
    /// <param name="isConstant">Whether the initializer runs no code.</param>
    public void Value<T>(ref T variable, T raw, bool isConstant)
    {
        int index = _next++;
        if (_isProbing)
        {
            Probe(index, IsDefault(ref raw), isConstant);
        }
        else if (!_adopted[index] && (isConstant ? index < _executing : !IsDefault(ref raw)))
        {
            _adopted[index] = true;
            variable = raw;
        }
    }

    /// <summary>Does nothing: a field without an initializer is, to the compiler, then both used and assigned.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="raw">The raw static.</param>
    public static void Unused<T>(ref T raw)
    {
    }

    /// <summary>Does nothing, for a read-only field.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <param name="raw">The raw static.</param>
    public static void UnusedReadOnly<T>(in T raw)
    {
    }

    /// <summary>Goes over the module's variables twice: to see how far the compiler's run has come, and to adopt.</summary>
    /// <param name="pass">Hands over each variable, in the same order each time.</param>
    /// <param name="ended">Whether the compiler's run has ended.</param>
    internal void Adopt(Action pass, bool ended)
    {
        _isProbing = true;
        _executing = int.MaxValue;
        _next = 0;
        pass();

        _isProbing = false;
        _executing = ended ? int.MaxValue : _executing;
        _next = 0;
        pass();
    }

    private static bool IsDefault<T>(ref T value) =>
        !MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()).ContainsAnyExcept((byte)0);

    // What executes is the first initializer with code, after the last one with code that has left a trace, without one.
    private void Probe(int index, bool isDefault, bool isConstant)
    {
        if (index == _adopted.Length)
        {
            _adopted.Length = index + 1;
        }

        if (!isConstant)
        {
            _executing = !isDefault ? int.MaxValue : Math.Min(_executing, index);
        }
    }
}
