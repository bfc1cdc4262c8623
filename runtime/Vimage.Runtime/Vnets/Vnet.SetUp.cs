using Vimage.CompilerServices;

namespace Vimage;

/// <content>Set-up: the init hooks of all modules in their order, and modules that arrive meanwhile or later.</content>
public sealed partial class Vnet
{
    private const int ModulesAtFirst = 12;

    // The position of the hooks that run now; what is attached on demand runs its hooks up to here. (FreeBSD: vnet_state.)
    private long _turn;
    private bool _isSetUp;
    private List<VnetModule>? _arrivals;

    /// <summary>Attaches a module that has arrived after the vnet; a failure is kept for whoever uses the module.</summary>
    internal void AttachArrived(VnetModule module)
    {
        lock (_gate)
        {
            if (!_isSetUp)
            {
                // Who sets the vnet up comes to it, and nobody sees the vnet before.
                (_arrivals ??= []).Add(module);
                return;
            }

            if (_phase != Phase.Alive)
            {
                return;
            }
        }

        try
        {
            _ = TryAttach(module);
        }
#pragma warning disable CA1031 // It is kept in _failures, and every use of the module in this vnet throws it.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            VnetEventSource.Log.AttachFailed(FullName, module.Name, thrown.Message);
        }
    }

    private void SetUp()
    {
        foreach (InitPlan.Step step in ModuleRegistry.Enlist(this))
        {
            Volatile.Write(ref _turn, step.Position);
            RunStep(step);
        }

        Volatile.Write(ref _turn, HookPosition.End);
        while (NextArrivals() is { } arrivals)
        {
            arrivals.ForEach(module => TryAttach(module));
        }
    }

    private List<VnetModule>? NextArrivals()
    {
        lock (_gate)
        {
            List<VnetModule>? arrivals = _arrivals;
            _arrivals = null;
            if (arrivals is null)
            {
                // Together: a module that arrives now is attached, or was among the arrivals.
                _isSetUp = true;
                _phase = Phase.Alive;

                // No later: the next reset may begin right after.
                _isResetting = false;
            }

            return arrivals;
        }
    }

    private void RunStep(InitPlan.Step step)
    {
        VnetModule module = step.Module;
        if (StateAt(module.Slot) is null && TryAttach(module) is null)
        {
            // It has left since the plan was made.
            return;
        }

        ModuleTransition transition;
        lock (_gate)
        {
            int index = IndexOf(module);
            if (index < 0 || _attached[index].InitSteps > step.Index)
            {
                return;
            }

            // Whoever takes the module out of the process meanwhile waits for its hook.
            transition = BeginTransition(module, module);
        }

        bool hasRun = false;
        try
        {
            using (new VnetScope(this))
            {
                module.RunInit(this, step.Index);
                hasRun = true;
            }
        }
        finally
        {
            lock (_gate)
            {
                if (hasRun)
                {
                    _attached[IndexOf(module)].SetInitSteps(step.Index + 1);
                }

                EndTransition(transition);
            }
        }
    }

    // Nobody has seen the vnet, and nobody will.
    private void Abandon()
    {
        _phase = Phase.Quiescing;
        List<Exception>? failures = null;
        _ = Detach(ref failures);
        ModuleRegistry.Delist(this);
    }
}
