using System.Threading.Tasks.Sources;

namespace Vimage.Net;

/// <summary>Someone who waits for something of the domain. Used again and again.</summary>
internal sealed class Waiter(Netisr netisr) : Completion, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;

    /// <summary>Gets or sets the line that it is in; none when it was told.</summary>
    internal WaiterList? List { get; set; }

    /// <summary>Gets or sets who is before it in that line.</summary>
    internal Waiter? Before { get; set; }

    /// <summary>Gets or sets who is behind it.</summary>
    internal Waiter? Behind { get; set; }

    /// <summary>Gets a value indicating whether it was told because it no longer wants to wait, and not because it need not.</summary>
    internal bool IsCancelled { get; private set; }

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    internal ValueTask Prepare()
    {
        IsCancelled = false;
        _core.Reset();
        _core.RunContinuationsAsynchronously = !netisr.AllowSynchronousContinuations;
        return new ValueTask(this, _core.Version);
    }

    /// <summary>Tells it, unless it was told.</summary>
    internal void Cancel()
    {
        using (netisr.Enter())
        {
            if (List is { } list && list.Remove(this))
            {
                IsCancelled = true;
                netisr.Complete(this);
            }
        }
    }

    protected override void Complete() => _core.SetResult(true);
}
