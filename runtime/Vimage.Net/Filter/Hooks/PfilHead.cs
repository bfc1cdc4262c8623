namespace Vimage.Net;

/// <summary>
/// Several filters as one: in the order in which they were added on the way in, in the opposite one on the way out. One by itself needs
/// nothing between, and none costs one look. (FreeBSD: <c>struct pfil_head</c>.)
/// </summary>
internal sealed class PfilHead : PacketHook
{
    private readonly PacketHook[] _hooks;

    private PfilHead(PacketHook[] hooks) => _hooks = hooks;

    /// <summary>Returns the filters that there are, and one more.</summary>
    internal static PacketHook With(PacketHook? head, PacketHook hook) => head is null ? hook : new PfilHead([.. HooksOf(head), hook]);

    /// <summary>Returns those of the filters that are not meant.</summary>
    internal static PacketHook? Without(PacketHook? head, Predicate<PacketHook> isMeant)
    {
        PacketHook[] left = Array.FindAll(HooksOf(head), each => !isMeant(each));
        return left.Length > 1 ? new PfilHead(left) : left.FirstOrDefault();
    }

    internal static PacketHook[] HooksOf(PacketHook? head) => head switch
    {
        null => [],
        PfilHead several => several._hooks,
        _ => [head],
    };

    internal override Mbuf? CheckIn(Mbuf packet, Ifnet @interface)
    {
        Mbuf? left = packet;
        for (int i = 0; i < _hooks.Length && left is not null; i++)
        {
            left = _hooks[i].CheckIn(left, @interface);
        }

        return left;
    }

    internal override Mbuf? CheckOut(Mbuf packet, Ifnet @interface)
    {
        Mbuf? left = packet;
        for (int i = _hooks.Length - 1; i >= 0 && left is not null; i--)
        {
            left = _hooks[i].CheckOut(left, @interface);
        }

        return left;
    }
}
