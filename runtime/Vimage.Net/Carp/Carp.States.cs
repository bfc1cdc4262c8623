namespace Vimage.Net;

/// <content>Who is master. The vnet is current in all of it.</content>
public sealed partial class Carp
{
    // By family: one that is silent in either is taken to be down.
    private readonly Callout _masterDown;
    private readonly Callout _masterDown6;

    private bool _canRun;

    /// <summary>Gets what it is on this host.</summary>
    public CarpState State { get; private set; }

    /// <summary>
    /// Makes it master or backup, until an advertisement or the silence of others says otherwise. (<c>ifconfig X vhid N state S</c>)
    /// </summary>
    /// <param name="state"><see cref="CarpState.Master"/> or <see cref="CarpState.Backup"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is neither. (EINVAL)</exception>
    /// <exception cref="NetworkException">It has no address, no link, or is not allowed (ENETDOWN).</exception>
    public void SetState(CarpState state)
    {
        if (state is not (CarpState.Master or CarpState.Backup))
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "A virtual host can be made master or backup. (EINVAL)");
        }

        using (Interface.Netisr.Enter())
        {
            if (State == CarpState.Init)
            {
                throw Refusal(Interface, "ENETDOWN", $"can't make vhid {Vhid} {state}: it has no address, no link, or is not allowed (net.inet.carp.allow).");
            }

            if (State != state)
            {
                using (CURVNET_SET(Interface.Vnet))
                {
                    Change(state);
                }
            }
        }
    }

    /// <summary>Returns whether this host is the master of one with that link-layer address.</summary>
    internal static bool IsMasterOf(Ifnet @interface, MacAddress address)
    {
        foreach (Carp carp in @interface.VirtualHosts)
        {
            if (carp.LinkAddress == address && carp.State == CarpState.Master)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins, or ends, with the link of an interface. (FreeBSD: <c>carp_linkstate</c>.)</summary>
    internal static void OnLinkChanged(EthernetIfnet @interface)
    {
        foreach (Carp carp in @interface.VirtualHosts)
        {
            if (carp.HasAddresses && carp._canRun != carp.CanRun)
            {
                carp.Stop();
                carp.Restart();
            }
        }
    }

    private bool CanRun => V_carp_allow && Interface.HasLink;

    // (FreeBSD: carp_sc_state.) From no state at all.
    private void Restart()
    {
        _canRun = CanRun;
        if (_canRun)
        {
            BecomeBackup();
        }
        else if (!V_carp_allow)
        {
            // Nobody tells of a variable that has changed.
            Interface.Netisr.Reset(_advertiser, Interval(AdvBase, 0));
        }

        DemoteForLink(!_canRun);
    }

    private void Stop()
    {
        StopTimers();
        if (State == CarpState.Master)
        {
            LeaveAddresses();
        }

        State = CarpState.Init;
    }

    private void Change(CarpState state)
    {
        Stop();
        if (state == CarpState.Master)
        {
            BecomeMaster();
        }
        else
        {
            BecomeBackup();
        }
    }

    // Bridges learn by the advertisement where the link-layer address is, before others ask for it.
    private void BecomeMaster()
    {
        State = CarpState.Master;
        UseAddresses();
        Advertise();
        AnnounceAddresses();
    }

    private void BecomeBackup()
    {
        State = CarpState.Backup;
        AwaitMaster(_masterDown, _inet.Count > 0);
        AwaitMaster(_masterDown6, _inet6.Count > 0);
    }

    private void AwaitMaster(Callout masterDown, bool isDue)
    {
        const int Silences = 3;
        if (isDue)
        {
            Interface.Netisr.Reset(masterDown, Interval(Silences * AdvBase, AdvSkew));
        }
    }

    private void OnMasterDown()
    {
        if (CanRun)
        {
            Change(CarpState.Master);
        }
        else
        {
            Stop();
            Restart();
        }
    }

    private void StopTimers()
    {
        Interface.Netisr.Stop(_advertiser);
        Interface.Netisr.Stop(_masterDown);
        Interface.Netisr.Stop(_masterDown6);
    }
}
