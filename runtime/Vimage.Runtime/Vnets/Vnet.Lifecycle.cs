namespace Vimage;

/// <content>Destruction: quiesce, then tear down, then say what was found.</content>
public sealed partial class Vnet
{
    private volatile Phase _phase;
    private VnetTeardownReport? _report;
    private TaskCompletionSource<VnetTeardownReport>? _reportWaiter;

    private enum Phase : byte
    {
        Alive,

        /// <summary>Nobody can enter any more; what the vnet owns is being stopped, modules are being detached.</summary>
        Quiescing,

        Destroyed,
    }

    /// <summary>
    /// Destroys the vnet. Nobody can enter it any more; what is lent to it goes home, its <see cref="Stopping"/> token is
    /// cancelled, its timers, endpoints and tasks are stopped; then its modules' <see cref="VnetUninitAttribute"/> methods
    /// run in the exact reverse of the order in which the modules were attached, its state is let go, and last what else it
    /// owns is disposed.
    /// </summary>
    /// <param name="options">Whether to destroy what is below it too, and how long to wait.</param>
    /// <returns>
    /// What the teardown found. A second call returns the same. Nothing that throws or does not end stops the teardown; the
    /// report has it.
    /// </returns>
    /// <exception cref="VnetBusyException">
    /// The vnet has children, and <see cref="VnetDestroyOptions.Recursive"/> was not asked for; or the call comes from one of
    /// its own hooks.
    /// </exception>
    /// <exception cref="VnetPermissionException">
    /// The vnet is the root, or the current vnet is neither this one nor above it.
    /// </exception>
    public ValueTask<VnetTeardownReport> DestroyAsync(VnetDestroyOptions? options = null)
    {
        if (Parent is null)
        {
            throw new VnetPermissionException("", "The root vnet can't be destroyed; it lives as long as the process.");
        }

        ThrowUnlessManaged("be destroyed");
        options ??= VnetDestroyOptions.Default;
        bool isQuick;
        lock (_gate)
        {
            if (_isResetting)
            {
                throw new VnetBusyException(FullName, "it is being reset. Wait until that has ended.");
            }

            if (_phase != Phase.Alive)
            {
                return _report is not null
                    ? new ValueTask<VnetTeardownReport>(_report)
                    : new ValueTask<VnetTeardownReport>((_reportWaiter ??= NewWaiter()).Task);
            }

            ThrowIfInHook();
            if (_children is { Count: > 0 } && !options.Recursive)
            {
                throw new VnetBusyException(
                    FullName,
                    $"it has {_children.Count} children, such as '{_children.Keys.First()}'. Destroy them first, or ask for "
                    + $"{nameof(VnetDestroyOptions)}.{nameof(VnetDestroyOptions.Recursive)}.");
            }

            // In this order: a flow counts itself first, and then looks whether it may.
            _phase = Phase.Quiescing;
            isQuick = Interlocked.CompareExchange(ref _flows, 0, 0) == 0 && _resources is null && _scheduler is null && _children is not { Count: > 0 };
        }

        return isQuick ? new ValueTask<VnetTeardownReport>(Finish(options, null)) : new ValueTask<VnetTeardownReport>(DestroySlowly(options));
    }

    private async Task<VnetTeardownReport> DestroySlowly(VnetDestroyOptions options)
    {
        Deadline deadline = new(options.Deadline);
        await DestroyChildren(options, deadline).ConfigureAwait(false);
        TeardownFindings findings = new();
        await QuiesceAsync(deadline, findings).ConfigureAwait(false);
        return Finish(options, findings);
    }

    private async Task QuiesceAsync(Deadline deadline, TeardownFindings findings)
    {
        if (_resources is not null)
        {
            await _resources.QuiesceAsync(deadline, findings).ConfigureAwait(false);
        }

        // Whoever destroys the vnet from inside would wait for itself.
        if (!ReferenceEquals(CurrentVnet.Value, this))
        {
            await WaitForFlows(deadline, findings).ConfigureAwait(false);
            await WaitForScheduler(deadline, findings).ConfigureAwait(false);
        }
    }

    private async Task DestroyChildren(VnetDestroyOptions options, Deadline deadline)
    {
        while (true)
        {
            Vnet[] children;
            lock (_gate)
            {
                if (_children is not { Count: > 0 })
                {
                    return;
                }

                children = [.. _children.Values.OfType<Vnet>()];
            }

            foreach (Vnet child in children)
            {
                VnetDestroyOptions below = new()
                {
                    Recursive = true,
                    Deadline = deadline.Remaining,
                    TracksCollection = options.TracksCollection,
                };
                try
                {
                    using (new VnetScope(Root))
                    {
                        await child.DestroyAsync(below).ConfigureAwait(false);
                    }
                }
                catch (VnetBusyException)
                {
                    // It is being reset; the next round finds it again.
                    await Task.Delay(1).ConfigureAwait(false);
                }
            }

            if (children.Length == 0)
            {
                // One is just being created, and will find that it comes too late.
                await Task.Delay(1).ConfigureAwait(false);
            }
        }
    }

    private VnetTeardownReport Finish(VnetDestroyOptions options, TeardownFindings? findings)
    {
        List<Exception>? failures = findings?.Failures;
        List<string> detached = Detach(ref failures);
        ModuleRegistry.Delist(this);
        if (_resources is not null)
        {
            findings ??= new TeardownFindings();
            _resources.DisposeRest(findings);
            failures = failures is null ? findings.Failures : [.. failures.Union(findings.Failures)];
        }

        if (VnetSwitches.Debug)
        {
            findings ??= new TeardownFindings();
            ScopeLog.ReportOpen(this, findings);
        }

        VnetTeardownReport report = new(this, detached, failures, findings, options.TracksCollection);
        Parent!.ReleaseName(Name);
        Parent.DiscountDescendant();
        TaskCompletionSource<VnetTeardownReport>? waiter;
        lock (_gate)
        {
            _report = report;
            waiter = _reportWaiter;
        }

        if (_scheduler is not null)
        {
            VnetDispatcher.Remove(_scheduler);
        }

        waiter?.SetResult(report);
        VnetDiagnostics.Destroyed(this, report);
        return report;
    }

    // The gate is held.
    private void ThrowIfInHook()
    {
        for (ModuleTransition? each = _transitions; each is not null; each = each.Next)
        {
            if (each.IsOfThisThread)
            {
                throw new VnetBusyException(FullName, $"the call comes from within a hook of its module '{each.Module}'.");
            }
        }
    }

    private void ThrowIfDestroyed()
    {
        if (_phase != Phase.Alive)
        {
            throw Destroyed();
        }
    }

    private ObjectDisposedException Destroyed() => new(FullName, $"Vnet '{FullName}' was destroyed.");

    private static TaskCompletionSource<VnetTeardownReport> NewWaiter() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
