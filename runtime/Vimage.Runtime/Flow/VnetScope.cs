namespace Vimage;

/// <summary>
/// The time during which a vnet is current and flows: across <c>await</c>, into tasks, timers and work items started
/// inside. Dispose it to return to the vnet that was current before.
/// </summary>
/// <seealso cref="Vnet.Enter"/>
public readonly struct VnetScope : IDisposable
{
    // What leads back: null where the vnet was current already; the vnet that was, where only this thread's view has changed.
    private readonly object? _back;
    private readonly bool _isLogged;

    internal VnetScope(Vnet vnet, bool isLogged)
        : this(vnet) => _isLogged = isLogged;

    internal VnetScope(Vnet vnet)
    {
        if (!ReferenceEquals(VnetFlow.State.Flow, vnet))
        {
            _back = FlowContext.Enter(vnet);
        }
        else if (!ReferenceEquals(CurrentVnet.Value, vnet))
        {
            // A synchronous scope lies over a flow that carries this vnet already.
            _back = CurrentVnet.Value;
            CurrentVnet.Value = vnet;
        }
    }

    /// <summary>Makes the vnet current again that was so before this scope.</summary>
    public void Dispose()
    {
        if (_isLogged)
        {
            ScopeLog.Leave();
        }

        if (_back is FlowContext context)
        {
            context.Leave();
        }
        else if (_back is not null)
        {
            CurrentVnet.Value = (Vnet)_back;
        }
    }
}
