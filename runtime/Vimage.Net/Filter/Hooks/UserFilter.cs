namespace Vimage.Net;

/// <summary>A filter of a program among those of the stack.</summary>
internal sealed class UserFilter(IPacketFilter filter) : PacketHook
{
    internal IPacketFilter Filter => filter;

    internal override Mbuf? CheckIn(Mbuf packet, Ifnet @interface) => Check(packet, @interface, PacketDirection.In);

    internal override Mbuf? CheckOut(Mbuf packet, Ifnet @interface) => Check(packet, @interface, PacketDirection.Out);

    private Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction)
    {
        bool isPassed = false;
        try
        {
            isPassed = filter.Check(new FilteredPacket(packet.Span, @interface, direction)) == PacketVerdict.Pass;
            return isPassed ? packet : null;
        }
        finally
        {
            if (!isPassed)
            {
                packet.Free();
            }
        }
    }
}
