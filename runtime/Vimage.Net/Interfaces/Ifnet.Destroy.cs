namespace Vimage.Net;

/// <content>Destruction.</content>
public abstract partial class Ifnet
{
    /// <summary>Destroys the interface. (<c>ifconfig X destroy</c>)</summary>
    /// <exception cref="NetworkException">It is the <c>lo0</c> of its vnet (EINVAL).</exception>
    public void Destroy()
    {
        using (Netisr.Enter())
        {
            if (_isPermanent)
            {
                throw Refusal("EINVAL", "is destroyed with its vnet.");
            }

            TearDown();
        }
    }

    private protected virtual void TearDown()
    {
        if (IsDestroyed)
        {
            return;
        }

        IsDestroyed = true;
        Discount();
        EndLoan();
        _shaper?.Flush();
        if (ReferenceEquals(Vnet, Vnet.Current))
        {
            Detach();
            return;
        }

        try
        {
            using (CURVNET_SET(Vnet))
            {
                Detach();
            }
        }
        catch (ObjectDisposedException)
        {
            // Its vnet is being torn down, and waits for the lock to take it off its list. Until then nothing reaches it.
            _flags &= ~IfFlags.Up;
        }
    }

    /// <summary>Takes the interface from the count of the vnet that has made it.</summary>
    private protected void Discount()
    {
        if (!_isPermanent)
        {
            HomeVnet.Discharge(NetQuota.Interfaces, 1);
        }
    }

    /// <summary>Lets everything go that has to do with the current vnet. (FreeBSD: <c>if_detach_internal</c>.)</summary>
    private protected virtual void Detach()
    {
        _flags &= ~(IfFlags.Up | IfFlags.Promiscuous);
        EndCaptures();
        _shaper?.Flush();
        Carp.Purge(this);
        PurgeGroups();
        MulticastRouting.Purge(this);
        PurgeAddresses();
        Disable();
        Arp.Flush(this);
        Routing.Purge(this);
        Unlist();
        LeaveGroups();
        _fib = 0;
    }

    // Before all else: once this has run, no packet and no callout of an interface enters the vnet.
    [VnetUninit(VnetSubsystem.Last, VnetOrder.Any)]
    private static void DestroyAll(Vnet vnet)
    {
        using (Netisr.Current.Enter())
        {
            foreach (Ifnet away in (Ifnet[])[.. V_lent])
            {
                away.TearDown();
            }

            foreach (Ifnet here in (Ifnet[])[.. V_ifnet])
            {
                if (here.IsDestroyed)
                {
                    here.Detach();
                }
                else if (ReferenceEquals(here.HomeVnet, vnet))
                {
                    here.TearDown();
                }
                else
                {
                    here.ReturnHome();
                }
            }
        }
    }
}
