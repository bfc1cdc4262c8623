using System.Diagnostics;

namespace Vimage.Net;

/// <content>Packets on their way from one interface to another.</content>
public sealed partial class Netisr
{
    /// <summary>What fits into the queue; a burst, or a storm in a loop of bridges, loses the rest. (FreeBSD: <c>net.isr.maxqlimit</c>.)</summary>
    private const int MaxQueueLength = 65536;

    /// <summary>A frame has no time to live. More links in a row than any chain of bridges has, and the storm in a loop ends.</summary>
    private const int MaxHops = 16384;

    private readonly MbufRing _queue = new(MaxQueueLength);

    /// <summary>Gets how many packets were lost because the queue between interfaces was full.</summary>
    public long QueueDrops { get; private set; }

    /// <summary>Gets how many packets were lost because they went round and round.</summary>
    public long LoopDrops { get; private set; }

    /// <summary>Gets how many packets were lost because the vnet that they were for was being destroyed.</summary>
    public long OrphanDrops { get; private set; }

    /// <summary>
    /// Hands a packet to an interface to receive. Not at once: a chain of bridges would be a chain of calls, and the caller
    /// is not done with what it does.
    /// </summary>
    internal void Schedule(Ifnet receiver, Mbuf packet)
    {
        Debug.Assert(_depth > 0, "Packets move under the lock, and who holds it delivers them.");
        if (packet.Hops++ >= MaxHops)
        {
            LoopDrops++;
            packet.Free();
        }
        else if (_queue.TryEnqueue(packet))
        {
            packet.ReceiveInterface = receiver;
        }
        else
        {
            QueueDrops++;
            packet.Free();
        }
    }

    private void Drain()
    {
        while (_queue.First is { } packet)
        {
            DrainInto(packet.ReceiveInterface!.Vnet);
        }
    }

    // What is next in line for one vnet, in one scope: a burst of packets enters it once.
    private void DrainInto(Vnet vnet)
    {
        bool isEntered = false;
        try
        {
            using (CURVNET_SET(vnet))
            {
                isEntered = true;
                while (_queue.First is { } packet)
                {
                    Ifnet receiver = packet.ReceiveInterface!;
                    if (!ReferenceEquals(receiver.Vnet, vnet))
                    {
                        break;
                    }

                    _queue.RemoveFirst();
                    PassPacket();
                    receiver.Receive(packet);
                }
            }
        }
        catch (ObjectDisposedException) when (!isEntered)
        {
            // Its teardown has begun, and waits for this lock to take its interfaces down.
            OrphanDrops++;
            _queue.First!.Free();
            _queue.RemoveFirst();
        }
    }
}
