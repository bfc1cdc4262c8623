using System.Net;
using System.Net.Sockets;
using Vimage.Bench.Harness;
using Vimage.Net;

namespace Vimage.Bench.Net;

/// <summary>
/// Vnets in a row, each with a bridge that joins it to the one before and the one after; a datagram goes from one in the middle to
/// the next. All the others wait: what they cost a packet is to be nothing.
/// </summary>
internal static class Chains
{
    private const int Few = 10;
    private const int Many = 10_000;
    private const int Port = 9;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        (Vnet few, Func<int, int> send) = Create(Few);
        (Vnet many, Func<int, int> sendAmongMany) = Create(Many);
        GC.Collect();
        Outcome outcome = new Contest(effort.Rounds).Add("chain-10", send).Add("chain-10000", sendAmongMany).Run();
        foreach (Vnet chain in (Vnet[])[few, many])
        {
            _ = chain.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result;
        }

        return [outcome.Time("chain-10"), outcome.Time("chain-10000", "chain-10", Target.AtMost(1.2))];
    }

    private static (Vnet Chain, Func<int, int> Send) Create(int length)
    {
        Vnet above = Vnet.Root.CreateChild("chain" + length, new VnetOptions { ChildrenMax = length });
        using (above.Enter())
        {
            Netisr.Current = new Netisr(seed: 1);
            Vnet[] vnets = [.. Enumerable.Range(0, length).Select(i => above.CreateChild("link" + i))];
            Bridge[] bridges = [.. vnets.Select(static vnet => vnet.Run(Bridge.Create))];
            for (int i = 1; i < length; i++)
            {
                (Epair a, Epair b) = Epair.Create();
                Join(a, bridges[i - 1]);
                Join(b, bridges[i]);
            }

            return (above, Connect(bridges[length / 2], bridges[(length / 2) + 1]));
        }
    }

    private static void Join(Epair end, Bridge bridge)
    {
        end.MoveTo(bridge.Vnet);
        end.Up();
        bridge.Up();
        bridge.AddMember(end);
    }

    private static Func<int, int> Connect(Bridge first, Bridge second)
    {
        first.Vnet.Run(() => first.AddAddress(IPAddress.Parse("10.0.0.1"), 24));
        second.Vnet.Run(() => second.AddAddress(IPAddress.Parse("10.0.0.2"), 24));
        VnetSocket to = second.Vnet.Run(static () => new VnetSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        to.Bind(new IPEndPoint(IPAddress.Any, Port));
        VnetSocket from = first.Vnet.Run(static () => new VnetSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        from.Connect(new IPEndPoint(IPAddress.Parse("10.0.0.2"), Port));
        byte[] data = new byte[64];
        return times =>
        {
            int bytes = 0;
            for (int i = 0; i < times; i++)
            {
                bytes += from.Send(data) == to.Receive(data) ? data.Length : throw new InvalidOperationException("A datagram was lost.");
            }

            return bytes;
        };
    }
}
