using System.Runtime.Versioning;

namespace Vimage.Net;

/// <summary>
/// The door to the real network: an interface on one link with a TAP device of the Linux kernel. What it sends the kernel
/// receives, and the other way round. (FreeBSD: <c>tap(4)</c>, seen from the other side.)
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class Tap : EthernetIfnet
{
    private const string DriverName = "tap";
    private const byte Role = 0x01;

    // Frames that are read before others get the lock.
    private const int Burst = 64;
    private const int MaxFrame = VirtioNetHeader.Size + EthernetHeader.Size + VlanTag.Size + IpHeader.MaxPacket;

    // What a buffer of the smaller size is enough for.
    private const int SmallFrame = 1600;

    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(100);

    private readonly TapDevice _device;

    private Tap(TapDevice device)
        : base(DriverName)
    {
        _device = device;
    }

    /// <summary>Makes an interface in the current vnet on a TAP device of the kernel.</summary>
    /// <param name="device">The name of the device there; it is made if there is none, and may be.</param>
    /// <param name="networkNamespace">The kernel's network namespace that it is in, by the name that <c>ip netns</c> gives it.</param>
    /// <returns>The interface: <c>tap0</c>, or with the next number that is free.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The kernel has refused.</exception>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Tap Open(string device, string? networkNamespace = null)
    {
        ThrowIfMalformed(device);
        Netisr netisr = Netisr.Current;
        TapDevice opened = TapDevice.Open(device, networkNamespace);
        using (netisr.Enter())
        {
            Tap tap = Create(opened);
            tap.LinkAddress = MacAllocator.Of(netisr.MacAddresses.NextHash(), Role);
            tap.Attach(UnitName(DriverName, FreeUnit(DriverName, "")));
            return tap;
        }
    }

    private static Tap Create(TapDevice device)
    {
        try
        {
            return new Tap(device);
        }
        catch (VnetQuotaException)
        {
            device.Close();
            throw;
        }
    }

    /// <summary>Receives the frames that the kernel has for the interface, without waiting for more.</summary>
    /// <returns>How many.</returns>
    public int Poll()
    {
        using (Netisr.Enter())
        {
            int count = 0;
            while (count < Burst && !IsDestroyed && TryRead() is { } frame)
            {
                Take(frame);
                count++;
            }

            return count;
        }
    }

    /// <summary>Receives frames on this thread until it is told to stop, or the interface is destroyed.</summary>
    /// <param name="cancellationToken">Tells it to stop.</param>
    public void Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !IsDestroyed)
        {
            if (Poll() == 0)
            {
                _ = _device.Wait(s_pollInterval);
            }
        }
    }

    internal override bool SparesChecksums => true;

    // A bridge sends on to links of which it knows no more than their MTU.
    private protected override bool TakesLargeSegments => Bridge is null;

    internal override void Transmit(Mbuf packet)
    {
        TapOffload.Wrap(packet);
        if (!_device.TryWrite(packet.Span))
        {
            Counters.Count(IfDrop.OutputRefused);
        }

        packet.Free();
    }

    private Mbuf? TryRead()
    {
        Mbuf frame = Netisr.Pool.Get(MaxFrame);
        int length = _device.Read(frame.Append(MaxFrame));
        frame.TrimTo(length);
        if (length > SmallFrame)
        {
            return frame;
        }

        // Large buffers are few; and a frame may stay in a socket for long.
        Mbuf? small = length == 0 ? null : frame.Duplicate();
        frame.Free();
        return small;
    }

    private void Take(Mbuf frame)
    {
        if (!TapOffload.TryUnwrap(frame))
        {
            Drop(frame, IfDrop.InputMalformed);
        }
        else
        {
            Netisr.Schedule(this, frame);
        }
    }

    private protected override void TearDown()
    {
        base.TearDown();
        _device.Close();
    }
}
