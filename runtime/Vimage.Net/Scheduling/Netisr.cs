namespace Vimage.Net;

/// <summary>
/// The domain of vnets that are connected with each other: one lock, one queue of packets between interfaces, one queue of
/// callouts, one time, one source of random numbers. It has no thread: packets and callouts run to completion on the
/// thread of whoever sends, or whose timer fires. (FreeBSD: <c>netisr</c>.)
/// </summary>
/// <remarks>
/// A vnet is in the domain of its parent unless <see cref="Current"/> says otherwise. With virtual time and a seed,
/// everything that happens in a domain is determined.
/// </remarks>
#pragma warning disable CA1001 // The timer is armed only while a callout is due, and holds nothing else.
public sealed partial class Netisr
#pragma warning restore CA1001
{
    private readonly object _gate = new();
    private int _depth;
    private CompletionList _completions;

    /// <summary>Initializes a new instance of the <see cref="Netisr"/> class.</summary>
    /// <param name="time">Its time; <see cref="TimeProvider.System"/> unless given.</param>
    /// <param name="seed">What its random numbers and link-layer addresses are made from; random unless given.</param>
    public Netisr(TimeProvider? time = null, ulong? seed = null)
    {
        Time = time ?? TimeProvider.System;
        _epoch = Time.GetTimestamp();
        Random = new SeededRandom(seed ?? SeededRandom.NewSeed());
        MacAddresses = new MacAllocator(new SeededRandom(Random.Seed).Next());
    }

    /// <summary>Gets the time that all in the domain lives in.</summary>
    public TimeProvider Time { get; }

    /// <summary>Gets what the domain's random numbers are made from.</summary>
    public ulong Seed => Random.Seed;

    /// <summary>
    /// Gets a value indicating whether what waits for a socket goes on at once, on the thread that has brought what it waits
    /// for, after the domain's lock is released. Needed where all is to happen in one order; otherwise the thread pool goes
    /// on with it. (As in <c>System.Threading.Channels</c>.)
    /// </summary>
    public bool AllowSynchronousContinuations { get; init; }

    /// <summary>Gets how many packets the domain holds: in queues, on their way, in sockets.</summary>
    public long PacketsInUse
    {
        get
        {
            lock (_gate)
            {
                return Pool.InUse;
            }
        }
    }

    internal SeededRandom Random { get; }

    internal MacAllocator MacAddresses { get; }

    internal MbufPool Pool { get; } = new();

    /// <summary>
    /// Does several things while nobody else does anything in the domain: an interface that was found is still in its vnet when it is
    /// changed. What it sends is delivered afterwards.
    /// </summary>
    /// <typeparam name="TResult">What it returns.</typeparam>
    /// <param name="function">What to do. All others in the domain wait for it: it must not wait for anything itself.</param>
    /// <returns>What that has returned.</returns>
    public TResult RunExclusively<TResult>(Func<TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        using (Enter())
        {
            return function();
        }
    }

    /// <summary>Takes the lock until the result is disposed; the outermost holder then delivers what was sent meanwhile.</summary>
    internal Section Enter()
    {
        Monitor.Enter(_gate);
        if (_depth++ == 0)
        {
            ForgetTime();
        }

        return new Section(this);
    }

    /// <summary>Tells those who wait, once the lock is released.</summary>
    internal void Complete(Completion completion) => _completions.Append(completion);

    private void Leave()
    {
        CompletionList completions = default;
        try
        {
            if (_depth == 1)
            {
                Drain();
                Arm();
                (completions, _completions) = (_completions, default);
            }
        }
        finally
        {
            _depth--;
            Monitor.Exit(_gate);
        }

        Completion.CompleteAll(completions);
    }

    /// <summary>A stretch of code under the lock.</summary>
    internal readonly ref struct Section(Netisr netisr) : IDisposable
    {
        public void Dispose() => netisr.Leave();
    }
}
