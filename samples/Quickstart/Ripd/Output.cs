using System;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>What the router says to its neighbours (RFC 2453, 3.10).</summary>
[VnetModule("output", DependsOn = ["interfaces", "routes", "statistics"])]
internal static partial class Output
{
    [Virtualized] private static readonly byte[] out_packet = new byte[RipPacket.MaxSize];
    [Virtualized] private static int out_length;
    [Virtualized] private static int out_interface;

    /// <summary>From now on every network is said to be unreachable: the router is about to go.</summary>
    [Virtualized] private static bool out_poison_all;

    /// <summary>Asks the neighbours on an interface for their whole tables (RFC 2453, 3.9.1).</summary>
    internal static void Ask(int index)
    {
        Begin(index, RipPacket.Request);
        Append(new RipEntry { Metric = RipPacket.Infinity });
        Flush();
    }

    /// <summary>Advertises the table, or what has changed in it, on every interface.</summary>
    internal static void UpdateAll(bool changedOnly)
    {
        for (int i = 0; i < Interfaces.V_if_count; i++)
        {
            if (Interfaces.V_if_table[i].IsUp)
            {
                Update(i, changedOnly);
            }
        }

        Routes.ClearChanged();
    }

    /// <summary>Advertises the table, or what has changed in it, on one interface.</summary>
    internal static void Update(int index, bool changedOnly)
    {
        Begin(index, RipPacket.Response);
        (uint advertisedNetwork, uint advertisedMask) = (Config.V_advertised_network, Config.V_advertised_mask);
        var routes = Routes.INIT_VNET_ROUTES(curvnet);
        for (int i = 0; i < routes.V_rt_count; i++)
        {
            ref Route route = ref routes.V_rt_table[i];
            if ((changedOnly && !route.IsChanged) || (route.Network & advertisedMask) != advertisedNetwork)
            {
                continue;
            }

            // Split horizon: what lies behind an interface is no news to those on it, and must not lead back to them.
            bool isReverse = route.Interface == index;
            if (isReverse && !Config.V_poisoned_reverse)
            {
                continue;
            }

            Append(new RipEntry
            {
                Family = RipPacket.Inet,
                Tag = route.Tag,
                Network = route.Network,
                Mask = route.Mask,
                Metric = (uint)(isReverse || V_out_poison_all ? RipPacket.Infinity : route.Metric),
            });
        }

        Flush();
    }

    /// <summary>Says goodbye, so that nobody has to wait for a timeout.</summary>
    [VnetUninit]
    private static void Goodbye()
    {
        V_out_poison_all = true;
        UpdateAll(changedOnly: false);
        Log.Notice("terminated");
    }

    private static void Begin(int index, byte command)
    {
        V_out_interface = index;
        V_out_length = RipPacket.HeaderSize;
        RipPacket.WriteHeader(V_out_packet, command);
    }

    private static void Append(in RipEntry entry)
    {
        RipPacket.WriteEntry(V_out_packet.AsSpan(V_out_length), entry);
        V_out_length += RipPacket.EntrySize;
        if (V_out_length == RipPacket.MaxSize)
        {
            Flush();
        }
    }

    // Sends what there is, and begins another packet of the same kind.
    private static void Flush()
    {
        if (V_out_length > RipPacket.HeaderSize)
        {
            Statistics.V_counters.PacketsSent++;
            Interfaces.V_if_table[V_out_interface].Transmit(V_out_packet[..V_out_length]);
            V_out_length = RipPacket.HeaderSize;
        }
    }
}
