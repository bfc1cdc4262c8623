namespace Vimage;

/// <summary>
/// The time during which a vnet is current and flows: across <c>await</c>, into tasks, timers and work items started
/// inside. Dispose it to return to the vnet that was current before.
/// </summary>
/// <seealso cref="Vnet.Enter"/>
public readonly struct VnetScope : IDisposable
{
    private readonly Change _change;
    private readonly bool _isLogged;
    private readonly Vnet? _previous;

    internal VnetScope(Vnet vnet, bool isLogged)
        : this(vnet) => _isLogged = isLogged;

    internal VnetScope(Vnet vnet)
    {
        Vnet? flow = VnetFlow.State.Flow;
        Vnet? current = CurrentVnet.Value;
        if (!ReferenceEquals(flow, vnet))
        {
            _change = Change.Flow;
            _previous = flow;
            VnetFlow.Set(vnet);
        }
        else if (!ReferenceEquals(current, vnet))
        {
            // A synchronous scope lies over a flow that carries this vnet already.
            _change = Change.ThreadOnly;
            _previous = current;
            CurrentVnet.Value = vnet;
        }
    }

    private enum Change : byte
    {
        None,
        Flow,
        ThreadOnly,
    }

    /// <summary>Makes the vnet current again that was so before this scope.</summary>
    public void Dispose()
    {
        if (_isLogged)
        {
            ScopeLog.Leave();
        }

        switch (_change)
        {
            case Change.Flow:
                VnetFlow.Set(_previous);
                break;
            case Change.ThreadOnly:
                CurrentVnet.Value = _previous;
                break;
        }
    }
}
