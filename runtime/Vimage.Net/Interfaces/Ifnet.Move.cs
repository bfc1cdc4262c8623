using System.Diagnostics;

namespace Vimage.Net;

/// <content>Moves between vnets. Under the lock of the domain, so exactly one of several wins, and the others are told.</content>
public abstract partial class Ifnet
{
    // The list of the home vnet itself: that vnet need not be entered, which may be impossible by then.
    private readonly List<Ifnet> _lentByHome;

    private Loan? _loan;

    /// <summary>
    /// Moves the interface to another vnet. It keeps its link-layer address, its name and its link; it is switched off, loses
    /// its addresses, routes and neighbours, leaves its bridge, ends captures, and gets a new index. It returns home when that
    /// vnet is destroyed. (FreeBSD: <c>ifconfig X vnet J</c>, and <c>-vnet</c>.)
    /// </summary>
    /// <param name="target">The vnet; the current one must be it or above it, and the same of the vnet it is in.</param>
    /// <exception cref="NetworkException">
    /// The vnet has an interface of that name, or it is there already (EEXIST); one of the vnets is being destroyed (EBUSY);
    /// they are of different domains (EXDEV); the current vnet is not above both (EPERM); it is the <c>lo0</c> of its vnet (EINVAL);
    /// the stack is compiled for one instance (ENXIO).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The interface was destroyed.</exception>
    public void MoveTo(Vnet target)
    {
        ArgumentNullException.ThrowIfNull(target);
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            ThrowUnlessMovable(target);
            try
            {
                using (CURVNET_SET(target))
                {
                    ThrowUnlessWelcome(target);
                    using (CURVNET_SET(Vnet))
                    {
                        Lend(target);
                        Detach();
                    }

                    Vnet = target;
                    Attach(Name);
                }
            }
            catch (ObjectDisposedException)
            {
                // Nothing has changed yet: entering the vnets and lending are what can fail.
                throw Refusal("EBUSY", $"can't move to vnet '{target}': one of the two vnets is being destroyed.");
            }
        }
    }

    /// <summary>
    /// Moves the interface out of the current vnet, which is being destroyed: home, under a name that is free there. Where
    /// home is being destroyed too, the interface is.
    /// </summary>
    private void ReturnHome()
    {
        Debug.Assert(ReferenceEquals(Vnet, Vnet.Current), "Whoever tears a vnet down is in it.");
        Detach();
        EndLoan();
        try
        {
            using (CURVNET_SET(HomeVnet))
            {
                Vnet = HomeVnet;
                Attach(FreeNameLike(Name));
            }
        }
        catch (ObjectDisposedException)
        {
            TearDown();
        }
    }

    private void Lend(Vnet target)
    {
#pragma warning disable CA2000 // The target owns it.
        Loan? loan = ReferenceEquals(target, HomeVnet) ? null : new Loan(this, target);
#pragma warning restore CA2000
        EndLoan();
        if (loan is not null)
        {
            _loan = loan;
            _lentByHome.Add(this);
        }
    }

    private void EndLoan()
    {
        _loan?.End();
        _loan = null;
        _lentByHome.Remove(this);
    }

    private void ThrowUnlessMovable(Vnet target)
    {
        if (IsNone(curvnet))
        {
            throw Refusal("ENXIO", $"can't move to vnet '{target}': this stack is compiled for one instance (VimageMode).");
        }

        ThrowUnlessManaged(Vnet, target);
        ThrowUnlessManaged(target, target);
        if (_isPermanent)
        {
            throw Refusal("EINVAL", "can't move: each vnet has a 'lo0' of its own, as long as it lives. Make another (Loopback.Create).");
        }

        if (ReferenceEquals(target, Vnet))
        {
            throw Refusal("EEXIST", $"is in vnet '{target}' already.");
        }
    }

    // In a call, because where there is one instance the compiler knows the answer, and says so.
    private static bool IsNone(object? vnet) => vnet is null;

    private void ThrowUnlessManaged(Vnet vnet, Vnet target)
    {
        Vnet current = Vnet.Current;
        if (!ReferenceEquals(vnet, current) && !vnet.IsDescendantOf(current))
        {
            throw Refusal("EPERM", $"can't be moved to vnet '{target}' by vnet '{current}', which is not above both.");
        }
    }

    // The target is current.
    private void ThrowUnlessWelcome(Vnet target)
    {
        if (!ReferenceEquals(Netisr, Netisr.Current))
        {
            throw Refusal("EXDEV", $"can't move to vnet '{target}', which is of another domain ({nameof(Net.Netisr)}).");
        }

        if (Find(Name) is not null)
        {
            throw Refusal("EEXIST", $"can't move to vnet '{target}', which has an interface of that name. Rename one of them.");
        }
    }

    /// <summary>What a vnet owns that an interface is lent to: the teardown returns it before anything else.</summary>
    private sealed class Loan : IDisposable
    {
        private readonly Ifnet _interface;
        private readonly IDisposable _ownership;
        private bool _hasEnded;

        internal Loan(Ifnet @interface, Vnet target)
        {
            _interface = @interface;
            _ownership = target.Own(this, VnetResourceKind.Loan, @interface.Name);

            // A teardown that began before it was owned does not wait for it; one that begins later finds it.
            if (target.IsDestroyed)
            {
                _ownership.Dispose();
                throw new ObjectDisposedException(target.FullName);
            }
        }

        public void Dispose()
        {
            using (_interface.Netisr.Enter())
            {
                if (!_hasEnded)
                {
                    Tcp.AbortAll();
                    _interface.ReturnHome();
                }
            }
        }

        internal void End()
        {
            _hasEnded = true;
            _ownership.Dispose();
        }
    }
}
