using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Quickstart.Ripd;
using Vimage;

namespace Quickstart.Host;

/// <summary>
/// One router: a vnet with the daemon in it. Whatever the daemon calls global is this router's own while its vnet is entered.
/// </summary>
internal sealed class Router(int index)
{
    private readonly Vnet _vnet = Vnet.Root.CreateChild($"r{index}");
    private readonly Dictionary<Link, int> _interfaces = [];

    internal bool IsAlive { get; private set; } = true;

    /// <summary>Starts the daemon, and connects it to its networks.</summary>
    /// <param name="configuration">The text of the daemon's configuration file.</param>
    /// <param name="topology">The networks.</param>
    /// <param name="wire">Where its packets go.</param>
    /// <param name="onRouteChange">Called after each change in its routing table.</param>
    internal void Boot(string configuration, Topology topology, Wire wire, Action onRouteChange)
    {
        using (CURVNET_SET(_vnet))
        {
            Routes.Changed += _ => onRouteChange();
            Daemon.Start(configuration);
            _ = Interfaces.Attach("stub0", Topology.StubOf(index) + 1, Topology.StubMask, static _ => { });
            foreach (Link link in topology.Links)
            {
                if (link.Joins(index))
                {
                    _interfaces[link] = Interfaces.Attach(
                        $"to-r{link.Opposite(index)}",
                        link.AddressOf(index),
                        Link.Mask,
                        packet => wire.Send(link, index, packet));
                }
            }
        }
    }

    /// <summary>Lets a second pass.</summary>
    internal void Tick()
    {
        using (CURVNET_SET(_vnet))
        {
            Daemon.Tick();
        }
    }

    internal void Receive(Link link, uint source, byte[] packet)
    {
        using (CURVNET_SET(_vnet))
        {
            Input.Receive(_interfaces[link], source, packet);
        }
    }

    internal void LoseCarrier(Link link)
    {
        using (CURVNET_SET(_vnet))
        {
            Interfaces.SetCarrier(_interfaces[link], isUp: false);
        }
    }

    /// <summary>Returns the routing table, without the dead routes.</summary>
    internal IReadOnlyList<Route> ReadTable()
    {
        using (CURVNET_SET(_vnet))
        {
            return Array.FindAll(Routes.V_rt_table[..Routes.V_rt_count], static route => route.IsReachable);
        }
    }

    internal string ReadStatistics()
    {
        using (CURVNET_SET(_vnet))
        {
            return Statistics.Summarize();
        }
    }

    internal IReadOnlyList<string> ReadLog(int lines)
    {
        using (CURVNET_SET(_vnet))
        {
            return Log.Tail(lines);
        }
    }

    /// <summary>Destroys the vnet, with all that the daemon called global.</summary>
    internal async Task ShutDownAsync()
    {
        IsAlive = false;
        VnetTeardownReport report = await _vnet.DestroyAsync();
        if (!report.IsClean)
        {
            throw new InvalidOperationException($"The teardown of {report.VnetName} failed.", report.Failures[0]);
        }
    }
}
