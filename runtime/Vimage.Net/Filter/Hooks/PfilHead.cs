namespace Vimage.Net;

/// <summary>
/// The filters that the packets of one family pass: in the order in which they were added on the way in, in the opposite one on the way
/// out. There is none where there are no filters: that costs one look. (FreeBSD: <c>struct pfil_head</c>.)
/// </summary>
internal sealed class PfilHead
{
    private readonly PacketHook[] _hooks;

    // Mostly there is one.
    private readonly PacketHook? _only;

    private PfilHead(PacketHook[] hooks) => (_hooks, _only) = (hooks, hooks.Length == 1 ? hooks[0] : null);

    internal static PfilHead With(PfilHead? head, PacketHook hook) => new([.. head?._hooks ?? [], hook]);

    internal static PfilHead? Without(PfilHead? head, Predicate<PacketHook> isMeant)
    {
        PacketHook[] left = Array.FindAll(head?._hooks ?? [], each => !isMeant(each));
        return left.Length == 0 ? null : new PfilHead(left);
    }

    internal bool Contains(Predicate<PacketHook> isMeant) => Array.Exists(_hooks, isMeant);

    /// <summary>Takes a packet that has come in.</summary>
    /// <returns>The packet that goes on; <see langword="null"/> if none does.</returns>
    internal Mbuf? CheckIn(Mbuf packet) =>
        _only is { } only ? only.Check(packet, packet.ReceiveInterface!, PacketDirection.In) : CheckAllIn(packet, packet.ReceiveInterface!);

    /// <summary>Takes a packet that is about to leave by an interface.</summary>
    /// <inheritdoc cref="CheckIn"/>
    internal Mbuf? CheckOut(Mbuf packet, Ifnet @interface) =>
        _only is { } only ? only.Check(packet, @interface, PacketDirection.Out) : CheckAllOut(packet, @interface);

    private Mbuf? CheckAllIn(Mbuf packet, Ifnet @interface)
    {
        Mbuf? left = packet;
        for (int i = 0; i < _hooks.Length && left is not null; i++)
        {
            left = _hooks[i].Check(left, @interface, PacketDirection.In);
        }

        return left;
    }

    private Mbuf? CheckAllOut(Mbuf packet, Ifnet @interface)
    {
        Mbuf? left = packet;
        for (int i = _hooks.Length - 1; i >= 0 && left is not null; i--)
        {
            left = _hooks[i].Check(left, @interface, PacketDirection.Out);
        }

        return left;
    }
}
