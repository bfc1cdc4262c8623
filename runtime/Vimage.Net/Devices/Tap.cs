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
    private const int MaxFrame = 65536;

    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(100);

    private readonly TapDevice _device;
    private readonly byte[] _frame = new byte[MaxFrame];

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
    public static Tap Open(string device, string? networkNamespace = null)
    {
        ThrowIfMalformed(device);
        Netisr netisr = Netisr.Current;
        TapDevice opened = TapDevice.Open(device, networkNamespace);
        using (netisr.Enter())
        {
            Tap tap = new(opened) { LinkAddress = MacAllocator.Of(netisr.MacAddresses.NextHash(), Role) };
            tap.Attach(UnitName(DriverName, FreeUnit(DriverName, "")));
            return tap;
        }
    }

    /// <summary>Receives the frames that the kernel has for the interface, without waiting for more.</summary>
    /// <returns>How many.</returns>
    public int Poll()
    {
        using (Netisr.Enter())
        {
            int count = 0;
            while (count < Burst && !IsDestroyed && _device.Read(_frame) is var length and > 0)
            {
                Mbuf packet = Netisr.Pool.Get(length);
                _frame.AsSpan(0, length).CopyTo(packet.Append(length));
                Netisr.Schedule(this, packet);
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

    internal override void Transmit(Mbuf packet)
    {
        bool wasTaken = _device.TryWrite(packet.Span);
        if (!wasTaken)
        {
            Counters.Count(IfDrop.OutputRefused);
        }

        packet.Free();
    }

    private protected override void TearDown()
    {
        base.TearDown();
        _device.Close();
    }
}
