namespace Vimage.Net;

/// <summary>
/// The filters that the packets of one family pass: in the order in which they were added on the way in, in the opposite one on the way
/// out. There is none where there are no filters: that costs one look. (FreeBSD: <c>struct pfil_head</c>.)
/// </summary>
internal sealed class PfilHead
{
    private readonly PacketHook[] _hooks;

    private PfilHead(PacketHook[] hooks) => _hooks = hooks;

    internal static PfilHead With(PfilHead? head, PacketHook hook) => new([.. head?._hooks ?? [], hook]);

    internal static PfilHead? Without(PfilHead? head, Predicate<PacketHook> isMeant)
    {
        PacketHook[] left = Array.FindAll(head?._hooks ?? [], each => !isMeant(each));
        return left.Length == 0 ? null : new PfilHead(left);
    }

    internal bool Contains(Predicate<PacketHook> isMeant) => Array.Exists(_hooks, isMeant);

    /// <summary>Takes a packet that has come in.</summary>
    /// <returns>The packet that goes on; <see langword="null"/> if none does.</returns>
    internal Mbuf? CheckIn(Mbuf packet)
    {
        PacketHook[] hooks = _hooks;
        Ifnet @interface = packet.ReceiveInterface!;
        Mbuf? left = hooks[0].Check(packet, @interface, PacketDirection.In);
        return hooks.Length == 1 ? left : CheckOthersIn(left, @interface);
    }

    /// <summary>Takes a packet that is about to leave by an interface.</summary>
    /// <inheritdoc cref="CheckIn"/>
    internal Mbuf? CheckOut(Mbuf packet, Ifnet @interface)
    {
        PacketHook[] hooks = _hooks;
        Mbuf? left = hooks[^1].Check(packet, @interface, PacketDirection.Out);
        return hooks.Length == 1 ? left : CheckOthersOut(left, @interface);
    }

    // Apart, for there is seldom more than one.
    private Mbuf? CheckOthersIn(Mbuf? left, Ifnet @interface)
    {
        for (int i = 1; i < _hooks.Length && left is not null; i++)
        {
            left = _hooks[i].Check(left, @interface, PacketDirection.In);
        }

        return left;
    }

    private Mbuf? CheckOthersOut(Mbuf? left, Ifnet @interface)
    {
        for (int i = _hooks.Length - 2; i >= 0 && left is not null; i--)
        {
            left = _hooks[i].Check(left, @interface, PacketDirection.Out);
        }

        return left;
    }
}
