using System.Runtime.Loader;

namespace Vimage;

/// <summary>What one vnet owns. Made when it first owns something: most vnets in a crowd never do.</summary>
#pragma warning disable CA1001 // A token source without a timer holds nothing; and whoever has its token may still register.
internal sealed class VnetResources(Vnet vnet)
#pragma warning restore CA1001
{
    private static readonly VnetResourceKind[] s_stoppedFirst =
        [VnetResourceKind.Loan, VnetResourceKind.Timer, VnetResourceKind.Endpoint, VnetResourceKind.Task];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _stopping = new();

    // By kind.
    private readonly int[] _counts = new int[(int)VnetResourceKind.Disposable + 1];
    private OwnedResource? _last;
    private bool _isClosed;

    internal CancellationToken Stopping => _stopping.Token;

    internal int Count(VnetResourceKind kind) => Volatile.Read(ref _counts[(int)kind]);

    internal OwnedResource Own(object target, VnetResourceKind kind, string tag)
    {
        OwnedResource resource = new(this, target, kind, tag);
        lock (_gate)
        {
            // What modules own while they are torn down is stopped with the rest; after that nothing would stop it.
            if (_isClosed)
            {
                throw new ObjectDisposedException(vnet.FullName, $"Vnet '{vnet}' was destroyed; it can own nothing more [{tag}].");
            }

            resource.IsOwned = true;
            _counts[(int)kind]++;
            resource.Previous = _last;
            if (_last is not null)
            {
                _last.Next = resource;
            }

            _last = resource;
        }

        return resource;
    }

    internal void Release(OwnedResource resource)
    {
        lock (_gate)
        {
            if (!resource.IsOwned)
            {
                return;
            }

            resource.IsOwned = false;
            _counts[(int)resource.Kind]--;
            if (resource.Next is null)
            {
                _last = resource.Previous;
            }
            else
            {
                resource.Next.Previous = resource.Previous;
            }

            if (resource.Previous is not null)
            {
                resource.Previous.Next = resource.Next;
            }
        }
    }

    /// <summary>The first phase: what is lent goes home, the token is cancelled, what acts by itself is stopped.</summary>
    internal async Task QuiesceAsync(Deadline deadline, TeardownFindings findings)
    {
        foreach (VnetResourceKind kind in s_stoppedFirst)
        {
            await StopAllAsync(kind, deadline, findings).ConfigureAwait(false);
            if (kind == VnetResourceKind.Loan)
            {
                Cancel(findings);
            }
        }
    }

    /// <summary>After the modules: all that is left, the last first.</summary>
    internal void DisposeRest(TeardownFindings findings)
    {
        // For what came too late to be quiesced.
        Cancel(findings);
        while (TakeLast(static _ => true, closesWhenNone: true) is { } resource)
        {
            Task stopped = StopInVnet(resource);
            if (!stopped.IsCompleted)
            {
                findings.AddHeld(resource);
            }
            else
            {
                Note(stopped, resource, findings);
            }
        }
    }

    /// <summary>
    /// Stops everything whose code is in a load context that is about to go, and waits for what runs; not for ever, since it
    /// may be what asks.
    /// </summary>
    internal void Disown(AssemblyLoadContext context)
    {
        List<Task> stopped = [];
        while (TakeLast(each => each.IsCodeOf(context), closesWhenNone: false) is { } resource)
        {
            stopped.Add(StopInVnet(resource));
        }

        _ = Task.WaitAny([Task.WhenAll(stopped)], s_patience);
    }

    private async Task StopAllAsync(VnetResourceKind kind, Deadline deadline, TeardownFindings findings)
    {
        // All are told to stop before any is waited for.
        List<(OwnedResource Resource, Task Stopped)> all = [];
        while (TakeLast(each => each.Kind == kind, closesWhenNone: false) is { } resource)
        {
            all.Add((resource, StopInVnet(resource)));
        }

        foreach ((OwnedResource resource, Task stopped) in all)
        {
            if (await deadline.WaitAsync(stopped).ConfigureAwait(false))
            {
                Note(stopped, resource, findings);
            }
            else
            {
                findings.AddHeld(resource);
            }
        }
    }

    // A task that ends because the vnet's token was cancelled has ended as it should.
    private static void Note(Task stopped, OwnedResource resource, TeardownFindings findings)
    {
        if (stopped.Exception is { } thrown)
        {
            findings.Failures.AddRange(thrown.InnerExceptions);
        }

        findings.AddStopped(resource);
    }

    private Task StopInVnet(OwnedResource resource)
    {
        using (new VnetScope(vnet))
        {
            return resource.StopAsync();
        }
    }

    private void Cancel(TeardownFindings findings)
    {
        try
        {
            using (new VnetScope(vnet))
            {
                _stopping.Cancel();
            }
        }
        catch (AggregateException thrown)
        {
            findings.Failures.AddRange(thrown.InnerExceptions);
        }
    }

    private OwnedResource? TakeLast(Predicate<OwnedResource> which, bool closesWhenNone)
    {
        lock (_gate)
        {
            OwnedResource? resource = _last;
            while (resource is not null && !which(resource))
            {
                resource = resource.Previous;
            }

            if (resource is not null)
            {
                Release(resource);
            }
            else
            {
                _isClosed |= closesWhenNone;
            }

            return resource;
        }
    }
}
