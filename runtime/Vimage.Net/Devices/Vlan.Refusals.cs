namespace Vimage.Net;

/// <content>What can't be made.</content>
public sealed partial class Vlan
{
    private static void ThrowUnlessPossible(EthernetIfnet parent, int tag, int priority, VlanProtocol protocol)
    {
        ObjectDisposedException.ThrowIf(parent.IsDestroyed, parent);
        if (!ReferenceEquals(parent.Vnet, Vnet.Current))
        {
            throw Impossible(parent, "EINVAL", $"have a VLAN that is made in vnet '{Vnet.Current}'. Make it in the vnet of its parent, and move it");
        }

        if (tag is < 1 or > VlanTag.MaxId)
        {
            throw Impossible(parent, "EINVAL", $"have VLAN {tag}: they are numbered from 1 to {VlanTag.MaxId}");
        }

        if (protocol is not (VlanProtocol.Dot1Q or VlanProtocol.QinQ))
        {
            throw Impossible(parent, "EINVAL", $"have a VLAN of protocol {(int)protocol}: it takes {nameof(VlanProtocol.Dot1Q)} or {nameof(VlanProtocol.QinQ)}");
        }

        ThrowUnlessPriority(parent, priority);
        if (MtuOn(parent) < MinMtu)
        {
            throw Impossible(parent, "EINVAL", $"have a VLAN: its MTU of {parent.Mtu} has no room for a tag");
        }

        if (parent.VlanOf(VlanTag.TypeOf(protocol), tag) is { } other)
        {
            throw Impossible(parent, "EEXIST", $"have VLAN {tag} twice: interface '{other}' is it");
        }

        if (Nesting(parent) >= MaxNesting)
        {
            throw Impossible(parent, "E2BIG", $"have a VLAN: there are {MaxNesting} below it");
        }
    }

    private static int Nesting(EthernetIfnet? lowest)
    {
        int count = 0;
        while (lowest is Vlan vlan)
        {
            count++;
            lowest = vlan.Parent;
        }

        return count;
    }

    private static NetworkException Impossible(EthernetIfnet parent, string errno, string what) =>
        new(errno, Vnet.Current, parent.Name, $"Interface '{parent}' can't {what}.");
}
