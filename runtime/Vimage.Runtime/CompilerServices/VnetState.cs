using System.ComponentModel;

namespace Vimage.CompilerServices;

/// <summary>One vnet's state of one module: a generated state struct on the heap. For generated code.</summary>
/// <typeparam name="TState">The module's state struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VnetState<TState>
    where TState : struct
{
    /// <summary>The variables.</summary>
#pragma warning disable CA1051 // Accessors return references into it.
    public TState State;
#pragma warning restore CA1051
}
