namespace Vimage;

/// <summary>
/// An event that is handled once in each vnet: a handler registered once is called for every vnet, with that vnet as the
/// current one and with the event's arguments. (FreeBSD: <c>VNET_GLOBAL_EVENTHANDLER_REGISTER</c>, which drops them.)
/// </summary>
/// <typeparam name="TArgs">What the event tells.</typeparam>
public sealed class VnetEvent<TArgs>
{
    private readonly object _gate = new();
    private Subscription[] _subscriptions = [];

    /// <summary>Registers a handler for all vnets, also for those created later.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>Dispose this to remove it.</returns>
    public IDisposable Subscribe(Action<Vnet, TArgs> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(new Subscription(this, handler, only: null));
    }

    /// <summary>Registers a handler for one vnet; it goes when the vnet does.</summary>
    /// <param name="vnet">The vnet.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>Dispose this to remove it.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public IDisposable Subscribe(Vnet vnet, Action<Vnet, TArgs> handler)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        ArgumentNullException.ThrowIfNull(handler);
        Subscription subscription = new(this, handler, vnet);
        subscription.Ownership = vnet.Own(subscription, VnetResourceKind.Loan, "event");
        return Add(subscription);
    }

    /// <summary>Publishes the event in a vnet and in each below it.</summary>
    /// <param name="top">The vnet to begin with; the root for all.</param>
    /// <param name="args">What to tell.</param>
    /// <exception cref="AggregateException">Handlers have thrown; the others were called all the same.</exception>
    public void Publish(Vnet top, TArgs args)
    {
        ArgumentNullException.ThrowIfNull(top);
        List<Exception> failures = [];
        top.ForEach(vnet => Call(vnet, args, failures));
        VnetModules.ThrowIfAny(failures);
    }

    /// <summary>Publishes the event in one vnet.</summary>
    /// <param name="vnet">The vnet.</param>
    /// <param name="args">What to tell.</param>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    /// <exception cref="AggregateException">Handlers have thrown; the others were called all the same.</exception>
    public void PublishIn(Vnet vnet, TArgs args)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        List<Exception> failures = [];
        using (vnet.Enter())
        {
            Call(vnet, args, failures);
        }

        VnetModules.ThrowIfAny(failures);
    }

    private void Call(Vnet vnet, TArgs args, List<Exception> failures)
    {
        foreach (Subscription subscription in Volatile.Read(ref _subscriptions))
        {
            if (subscription.Only is not null && !ReferenceEquals(subscription.Only, vnet))
            {
                continue;
            }

            try
            {
                subscription.Handler(vnet, args);
            }
#pragma warning disable CA1031 // One handler must not keep the others from being called; all are thrown together.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                failures.Add(thrown);
            }
        }
    }

    private Subscription Add(Subscription subscription)
    {
        lock (_gate)
        {
            Volatile.Write(ref _subscriptions, [.. _subscriptions, subscription]);
        }

        return subscription;
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            Volatile.Write(ref _subscriptions, [.. _subscriptions.Where(each => !ReferenceEquals(each, subscription))]);
        }
    }

    private sealed class Subscription(VnetEvent<TArgs> source, Action<Vnet, TArgs> handler, Vnet? only) : IDisposable
    {
        internal Action<Vnet, TArgs> Handler => handler;

        internal Vnet? Only => only;

        internal IDisposable? Ownership { get; set; }

        public void Dispose()
        {
            source.Remove(this);
            Ownership?.Dispose();
        }
    }
}
