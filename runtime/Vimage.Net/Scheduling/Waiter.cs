using System.Threading.Tasks.Sources;

namespace Vimage.Net;

/// <summary>Someone who waits for something of the domain. Used again and again.</summary>
internal sealed class Waiter : Completion, IValueTaskSource
{
    private readonly Netisr _netisr;
    private ManualResetValueTaskSourceCore<bool> _core;

    internal Waiter(Netisr netisr)
    {
        _netisr = netisr;
        Node = new LinkedListNode<Waiter>(this);
    }

    /// <summary>Gets or sets the line that it is in; none when it was told.</summary>
    internal WaiterList? List { get; set; }

    /// <summary>Gets its place in that line.</summary>
    internal LinkedListNode<Waiter> Node { get; }

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    internal ValueTask Prepare()
    {
        _core.Reset();
        _core.RunContinuationsAsynchronously = !_netisr.AllowSynchronousContinuations;
        return new ValueTask(this, _core.Version);
    }

    /// <summary>Tells it, unless it was told.</summary>
    internal void Cancel()
    {
        using (_netisr.Enter())
        {
            if (List is { } list && list.Remove(this))
            {
                _netisr.Complete(this);
            }
        }
    }

    protected override void Complete() => _core.SetResult(true);
}
