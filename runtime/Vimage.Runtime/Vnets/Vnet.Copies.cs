using Vimage.CompilerServices;

namespace Vimage;

/// <content>Reset, snapshot, clone.</content>
public sealed partial class Vnet
{
    private volatile bool _isResetting;

    /// <summary>
    /// Brings the vnet back to what it was when it was created: what it owns is stopped, its modules are torn down, and those
    /// that have a <see cref="VnetInitAttribute"/> method are set up again. What is below it stays.
    /// </summary>
    /// <param name="options">How long to wait for what has to be stopped.</param>
    /// <returns>What the teardown found.</returns>
    /// <exception cref="VnetPermissionException">
    /// The vnet is the root, or the current vnet is neither this one nor above it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed, or is just being reset.</exception>
    /// <exception cref="Exception">
    /// What a module's initialisation has thrown; the vnet is then destroyed, with all that is below it.
    /// </exception>
    public async ValueTask<VnetTeardownReport> ResetAsync(VnetDestroyOptions? options = null)
    {
        if (Parent is null)
        {
            throw new VnetPermissionException("", "The root vnet can't be reset; code that never heard of vnets runs in it.");
        }

        ThrowUnlessManaged("be reset");
        options ??= VnetDestroyOptions.Default;
        lock (_gate)
        {
            ThrowIfDestroyed();
            ThrowIfInHook();
            _phase = Phase.Quiescing;
            _isResetting = true;
        }

        TeardownFindings findings = new();
        Deadline deadline = new(options.Deadline);
        await QuiesceAsync(deadline, findings).ConfigureAwait(false);
        List<Exception>? failures = findings.Failures;
        List<string> detached = Detach(ref failures);
        _resources?.DisposeRest(findings);
        VnetTeardownReport report = new(this, detached, failures, findings, tracks: false);
        try
        {
            SetUpAgain();
        }
        catch
        {
            await GiveUp(options).ConfigureAwait(false);
            throw;
        }

        return report;
    }

    /// <summary>
    /// Creates a vnet beside this one, and copies into it the values of this one's variables: those that refer to nothing, and
    /// strings. What others refer to is for the modules' <see cref="VnetCloneAttribute"/> methods to copy.
    /// </summary>
    /// <param name="name">The clone's name, as for <see cref="CreateChild"/> of the vnet above this one.</param>
    /// <param name="options">How it is to be.</param>
    /// <returns>The clone.</returns>
    /// <remarks>Variables that change meanwhile are copied at one time or another, each by itself.</remarks>
    /// <exception cref="VnetPermissionException">The vnet is the root; or as for <see cref="CreateChild"/>.</exception>
    public Vnet Clone(string name, VnetOptions? options = null)
    {
        if (Parent is null)
        {
            throw new VnetPermissionException("", "The root vnet can't be cloned: nothing can be beside it.");
        }

        ThrowIfDestroyed();
        VnetName.ThrowIfMalformed(name, Parent);
        return name.Contains('.', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{name}' is a path; a clone is beside vnet '{this}', and has a name. (EINVAL)", nameof(name))
            : Parent.CreateOwnChild(name, options ?? VnetOptions.Default, source: this);
    }

    /// <summary>Takes the values of the vnet's variables: those that refer to nothing, and strings.</summary>
    /// <returns>The values.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public VnetSnapshot TakeSnapshot()
    {
        ThrowIfDestroyed();
        return new VnetSnapshot(this, AttachedStates().ConvertAll(static each =>
        {
            object copy = each.Module.NewState();
            each.Module.RunCopy(each.State, copy);
            return (each.Module, copy);
        }));
    }

    /// <summary>
    /// Sets the vnet's variables to the values of a snapshot, of this vnet or another. Variables of modules that are not in
    /// it stay.
    /// </summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed, or a module of the snapshot deregistered.</exception>
    public void Restore(VnetSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ThrowIfDestroyed();
        foreach ((VnetModule module, object state) in snapshot.States)
        {
            module.RunCopy(state, StateAt(module.Slot) ?? Attach(module));
        }
    }

    private void CopyFrom(Vnet source)
    {
        foreach ((VnetModule module, object state) in source.AttachedStates())
        {
            module.RunCopy(state, StateAt(module.Slot) ?? Attach(module));
            using (new VnetScope(this))
            {
                module.RunClone(source);
            }
        }
    }

    private List<(VnetModule Module, object State)> AttachedStates()
    {
        lock (_gate)
        {
            List<(VnetModule, object)> states = [];
            for (int i = 0; i < _attachedCount; i++)
            {
                if (StateAt(_attached[i].Module.Slot) is { } state)
                {
                    states.Add((_attached[i].Module, state));
                }
            }

            return states;
        }
    }

    private void SetUpAgain()
    {
        lock (_gate)
        {
            // Not alive before it is complete: to others it is still gone.
            _phase = Phase.Quiescing;
            _resources = null;
            _time = null;
            _isSetUp = false;
            _turn = HookPosition.Of(VnetSubsystem.First, VnetOrder.First);
        }

        SetUp();
    }

    // It could not be set up again. What is below it can't outlive it.
    private async Task GiveUp(VnetDestroyOptions options)
    {
        lock (_gate)
        {
            _isResetting = false;
        }

        await DestroyChildren(options, new Deadline(options.Deadline)).ConfigureAwait(false);
        _ = Finish(options, findings: null);
    }
}
