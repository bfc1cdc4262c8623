using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Quickstart.Ripd;
using Vimage;
using Vimage.Net;
using Vimage.Net.Topology;
using Route = Quickstart.Ripd.Route;

namespace Emulator;

/// <summary>
/// A router: a vnet with the daemon in it, whose globals are this router's own while the vnet is entered, and with a network stack of
/// its own, by whose sockets the daemon speaks.
/// </summary>
internal sealed class Router
{
    private const int ReceiveBuffer = 256 * 1024;
    private const int HostLength = 32;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Vnet _vnet;
    private readonly VnetSocket _socket;

    // The daemon's number of an interface by the stack's.
    private readonly int[] _numbers;

    private Task _receiving = Task.CompletedTask;

    private Router(Vnet vnet, VnetSocket socket, int interfaces) => (_vnet, _socket, _numbers) = (vnet, socket, new int[interfaces]);

    /// <summary>Starts the daemon in a node, and connects it to the node's interfaces.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="index">The number of the node.</param>
    /// <param name="links">The node's interfaces.</param>
    /// <param name="onChange">Called after each change of the daemon's table.</param>
    internal static Router Boot(RunningTopology topology, int index, IReadOnlyList<Epair> links, Action<Route> onChange)
    {
        Vnet vnet = topology[Backbone.NameOf(index)];
        Router router = new(vnet, vnet.Run(OpenSocket), links.Max(static link => link.Index) + 1);
        using (CURVNET_SET(vnet))
        {
            Routes.Changed += onChange;
            Daemon.Start(Configure(index));
            _ = Interfaces.Attach("lo0", Backbone.LoopbackOf(index), uint.MaxValue, static _ => { });
            foreach (Epair link in links)
            {
                router.Attach(link);
            }
        }

        vnet.CreateTimer(static _ => Daemon.Tick(), null, s_second, s_second, "tick");
        router._receiving = vnet.RunAsync(router.ReceiveAsync);
        return router;
    }

    /// <summary>Throws what the daemon has thrown at a packet, if it has.</summary>
    internal void ThrowIfFailed()
    {
        if (_receiving.IsFaulted)
        {
            _receiving.GetAwaiter().GetResult();
        }
    }

    /// <summary>Tells the daemon that the cable of an interface is gone.</summary>
    internal void LoseCarrier(Epair link)
    {
        using (CURVNET_SET(_vnet))
        {
            Interfaces.SetCarrier(_numbers[link.Index], isUp: false);
        }
    }

    /// <summary>Returns the daemon's table, without the dead routes.</summary>
    internal IReadOnlyList<Route> ReadTable()
    {
        using (CURVNET_SET(_vnet))
        {
            return Array.FindAll(Routes.V_rt_table[..Routes.V_rt_count], static route => route.IsReachable);
        }
    }

    /// <summary>Returns what the daemon counts.</summary>
    internal Counters ReadCounters()
    {
        using (CURVNET_SET(_vnet))
        {
            return Statistics.V_counters;
        }
    }

    // The teardown of the vnet closes it.
    private static VnetSocket OpenSocket()
    {
        VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = ReceiveBuffer };
        socket.Bind(new IPEndPoint(IPAddress.Any, RouterPort.Port));
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastLoopback, false);
        return socket;
    }

    private static string Configure(int router) => $"""
        hostname {Backbone.NameOf(router)}
        seed {router + 1}
        timers 30 180 120
        split-horizon poisoned-reverse
        advertise {Backbone.Loopbacks}
        """;

    private void Attach(Epair link)
    {
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(RouterPort.Group, link.Index));
        IPNetworkAddress address = link.Addresses[0];
        uint number = HostOrder.Of(address.Address);
        uint mask = uint.MaxValue << (HostLength - address.PrefixLength);
        _numbers[link.Index] = Interfaces.Attach(link.Name, number, mask, new RouterPort(_socket, link).Send);
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[RipPacket.MaxSize];
        IPEndPoint anyone = new(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                VnetReceivedMessage message = await _socket.ReceiveMessageFromAsync(buffer, SocketFlags.None, anyone);
                uint source = HostOrder.Of(((IPEndPoint)message.RemoteEndPoint).Address);
                Input.Receive(_numbers[message.InterfaceIndex], source, buffer.AsSpan(0, message.ReceivedBytes));
            }
        }
        catch (SocketException) when (_vnet.IsDestroyed)
        {
            // The socket went with the vnet.
        }
    }
}
