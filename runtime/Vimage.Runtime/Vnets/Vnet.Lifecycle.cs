using Vimage.CompilerServices;

namespace Vimage;

/// <content>Creation and teardown: modules are attached in order, and detached in exact reverse.</content>
public sealed partial class Vnet
{
    private Phase _phase;
    private List<VnetModule>? _detached;
    private TaskCompletionSource<VnetTeardownReport>? _teardown;

    private enum Phase : byte
    {
        Alive,

        /// <summary>Nobody can enter any more; modules are being detached and may still use one another.</summary>
        Detaching,

        Destroyed,
    }

    /// <summary>
    /// Destroys the vnet: nobody can enter it any more, its modules' <see cref="VnetUninitAttribute"/> methods run in the
    /// exact reverse of the order in which the modules were attached, and its state is let go.
    /// </summary>
    /// <returns>
    /// What the teardown found. A second call returns the same. An uninit method that throws does not stop the teardown;
    /// the report has the exception.
    /// </returns>
    /// <exception cref="VnetBusyException">The vnet has children; destroy them first.</exception>
    /// <exception cref="VnetPermissionException">The vnet is the root.</exception>
    public ValueTask<VnetTeardownReport> DestroyAsync()
    {
        if (Parent is null)
        {
            throw new VnetPermissionException("", "The root vnet can't be destroyed; it lives as long as the process.");
        }

        lock (_gate)
        {
            if (_teardown is not null)
            {
                return new ValueTask<VnetTeardownReport>(_teardown.Task);
            }

            if (_children is { Count: > 0 })
            {
                throw new VnetBusyException(
                    FullName, $"it has {_children.Count} children, such as '{_children.Keys.First()}'. Destroy them first.");
            }

            _phase = Phase.Detaching;
            _teardown = new TaskCompletionSource<VnetTeardownReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        VnetTeardownReport report = Detach();
        Parent.ReleaseName(Name);
        Parent.DiscountDescendant();
        _teardown.SetResult(report);
        return new ValueTask<VnetTeardownReport>(report);
    }

    private void AttachEagerModules()
    {
        IReadOnlyList<VnetModule> modules = VnetModules.Enlist(this);
        try
        {
            foreach (VnetModule module in modules)
            {
                if (StateAt(module.Slot) is null)
                {
                    _ = Attach(module);
                }
            }
        }
        catch
        {
            _phase = Phase.Detaching;
            _ = Detach();
            throw;
        }
    }

    private VnetTeardownReport Detach()
    {
        List<Exception> failures = [];
        while (NextToDetach() is { } module)
        {
            if (module.Facts.HasFlag(VnetModuleFacts.HasUninit))
            {
                Uninit(module, failures);
            }

            lock (_gate)
            {
                _attached.RemoveAt(_attached.LastIndexOf(module));
                (_detached ??= []).Add(module);
                Publish(module.Slot, null);
            }
        }

        VnetModules.Delist(this);
        return new VnetTeardownReport(FullName, _detached ?? [], failures);
    }

    private void Uninit(VnetModule module, List<Exception> failures)
    {
        try
        {
            using (new VnetScope(this))
            {
                module.RunUninit(this);
            }
        }
#pragma warning disable CA1031 // Teardown must go on; the report has the exception.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failures.Add(thrown);
        }
    }

    // A module that an uninit method uses for the first time is attached even now, and is then the next to go. When none is
    // left, and nobody is attaching one, the vnet is gone.
    private VnetModule? NextToDetach()
    {
        while (true)
        {
            Initialization? underWay;
            lock (_gate)
            {
                if (_attached.Count > 0)
                {
                    return _attached[^1];
                }

                underWay = _initializations;
                if (underWay is null)
                {
                    _phase = Phase.Destroyed;
                    return null;
                }
            }

            _ = underWay.WaitUnlessCircular();
        }
    }

    private bool IsDetached(VnetModule module) => _detached?.Contains(module) == true;

    private void ThrowIfDestroyed()
    {
        if (_phase != Phase.Alive)
        {
            throw new ObjectDisposedException(FullName, $"Vnet '{FullName}' was destroyed.");
        }
    }
}
