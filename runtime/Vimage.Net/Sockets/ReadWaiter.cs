using System.Threading.Tasks.Sources;

namespace Vimage.Net;

/// <summary>Someone who waits until a socket has something to read. Used again and again.</summary>
internal sealed class ReadWaiter(Inpcb pcb) : Completion, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;

    /// <summary>Gets or sets its place in the line of those who wait; none when it was told.</summary>
    internal LinkedListNode<ReadWaiter>? Node { get; set; }

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    internal ValueTask Prepare()
    {
        _core.Reset();
        _core.RunContinuationsAsynchronously = !pcb.Netisr.AllowSynchronousContinuations;
        return new ValueTask(this, _core.Version);
    }

    /// <summary>Tells it, unless it was told.</summary>
    internal void Cancel()
    {
        using (pcb.Netisr.Enter())
        {
            if (pcb.Remove(this))
            {
                pcb.Netisr.Complete(this);
            }
        }
    }

    protected override void Complete() => _core.SetResult(true);
}
