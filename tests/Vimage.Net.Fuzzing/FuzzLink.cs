namespace Vimage.Net.Fuzzing;

/// <summary>An interface whose link takes everything, and brings what it is told to.</summary>
internal sealed class FuzzLink : EthernetIfnet
{
    private FuzzLink()
        : base("fuzz")
    {
    }

    /// <summary>Gets the frame that was sent last.</summary>
    internal byte[] LastSent { get; private set; } = [];

    internal static FuzzLink Create(MacAddress address)
    {
        using (Netisr.Current.Enter())
        {
            FuzzLink link = new() { LinkAddress = address };
            link.Attach(UnitName("fuzz", FreeUnit("fuzz", "")));
            return link;
        }
    }

    /// <summary>Lets a frame come in.</summary>
    internal void Inject(ReadOnlySpan<byte> frame)
    {
        using (Netisr.Enter())
        {
            Mbuf packet = Netisr.Pool.Get(frame.Length);
            frame.CopyTo(packet.Append(frame.Length));
            Netisr.Schedule(this, packet);
        }
    }

    /// <summary>Lets come in what the kernel hands to a TAP device: a frame behind its own header.</summary>
    internal void InjectFromKernel(ReadOnlySpan<byte> bytes)
    {
        using (Netisr.Enter())
        {
            Mbuf packet = Netisr.Pool.Get(bytes.Length);
            bytes.CopyTo(packet.Append(bytes.Length));
            if (TapOffload.TryUnwrap(packet))
            {
                Netisr.Schedule(this, packet);
            }
            else
            {
                packet.Free();
            }
        }
    }

    internal override void Transmit(Mbuf packet)
    {
        LastSent = packet.Span.ToArray();
        packet.Free();
    }
}
