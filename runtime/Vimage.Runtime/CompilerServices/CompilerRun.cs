using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Vimage.CompilerServices;

/// <summary>
/// The compiler's own run of a module's field initializers, whose results one state struct adopts. For generated code.
/// </summary>
/// <remarks>
/// The compiler puts the initializer of a marked field into the type's class constructor, marked or not. That run must
/// not be wasted (it may have side effects) nor repeated, so it counts as the root vnet's in <c>Instance</c>, and as the
/// only one in <c>Struct</c>. An initializer may itself use <c>V_x</c> of its own module: until the run has ended the
/// state is handed out but not published, and each use first adopts what the run has produced so far.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompilerRun
{
    private readonly object _gate = new();

    [ThreadStatic]
    private static CompilerRun? t_reading;

    private readonly RawStatics _raw = new();
    private object? _state;
    private volatile bool _ended;

    private protected CompilerRun(Type type, bool hasInitializers)
    {
        ModuleType = type;
        _ended = !hasInitializers;
    }

    /// <summary>Gets the type that declares the module's variables.</summary>
    public Type ModuleType { get; }

    /// <summary>
    /// Gets a value indicating whether this thread is reading the raw values; a property's accessor then returns its
    /// backing field.
    /// </summary>
    public bool IsReadingRaw => ReferenceEquals(t_reading, this);

    /// <summary>Called by the last field initializer of the module, a generated one: the compiler's run has ended.</summary>
    /// <returns><see langword="true"/>.</returns>
    public bool End()
    {
        _ended = true;
        _ = AdoptSoFar();
        return true;
    }

    /// <summary>Makes an empty state.</summary>
    /// <returns>A <see cref="VnetState{TState}"/> of the module's state struct.</returns>
    protected abstract object CreateState();

    /// <summary>Hands each variable of <paramref name="state"/>, with its raw static, to <paramref name="raw"/>.</summary>
    /// <param name="state">A state made by <see cref="CreateState"/>.</param>
    /// <param name="raw">What was adopted so far.</param>
    protected abstract void Adopt(object state, RawStatics raw);

    /// <summary>
    /// Makes the compiler's run happen unless it has, and adopts its results.
    /// </summary>
    /// <param name="ended">
    /// Whether the run has ended. If not, the caller is inside it, and the state lacks what is still to come.
    /// </param>
    /// <returns>The state that adopts; always the same object.</returns>
    /// <exception cref="Exception">What an initializer has thrown: the same exception each time.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "ModuleType is a typeof in generated code.")]
    internal object RunAndAdopt(out bool ended)
    {
        try
        {
            // Returns at once when it is this very thread that runs the class constructor; waits for another's.
            RuntimeHelpers.RunClassConstructor(ModuleType.TypeHandle);
        }
        catch (TypeInitializationException thrown) when (thrown.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerException);
        }

        // Read before adopting: if it says yes, nothing is left to come.
        ended = _ended;
        return AdoptSoFar();
    }

    private object AdoptSoFar()
    {
        lock (_gate)
        {
            CompilerRun? outer = t_reading;
            t_reading = this;
            try
            {
                _state ??= CreateState();
                _raw.Adopt(() => Adopt(_state, _raw), _ended);
                return _state;
            }
            finally
            {
                t_reading = outer;
            }
        }
    }
}
