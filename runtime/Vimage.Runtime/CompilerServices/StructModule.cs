using System.ComponentModel;

namespace Vimage.CompilerServices;

/// <summary>
/// A module compiled in <c>Struct</c> mode: one state for the whole process. For generated code, which derives one class
/// per module.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StructModule : CompilerRun
{
    private object? _published;

    /// <summary>Initializes a new instance of the <see cref="StructModule"/> class.</summary>
    /// <param name="type">The type that declares the module's variables.</param>
    /// <param name="facts">What the generator found in the source.</param>
    protected StructModule(Type type, VnetModuleFacts facts)
        : base(type, facts.HasFlag(VnetModuleFacts.HasInitializers))
    {
    }

    /// <summary>
    /// Returns the state if the compiler's run has ended, after making it happen. Meant for a <c>static readonly</c>, which
    /// the JIT then treats as a constant.
    /// </summary>
    /// <returns>The state, or <see langword="null"/> when called from within the run.</returns>
    public object? StateIfComplete()
    {
        object state = RunAndAdopt(out bool ended);
        return ended ? _published = state : null;
    }

    /// <summary>Returns the state, complete or not.</summary>
    /// <returns>The state.</returns>
    public object StateSoFar() => _published ?? StateIfComplete() ?? RunAndAdopt(out _);
}
