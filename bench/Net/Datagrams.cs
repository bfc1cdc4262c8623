using System.Net;
using System.Net.Sockets;
using Vimage.Bench.Harness;
using Vimage.Net;

namespace Vimage.Bench.Net;

/// <summary>A datagram from a socket of one vnet to a socket of another, over a pair; and between two sockets of the kernel.</summary>
internal static class Datagrams
{
    private const int Size = 64;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet vnet = Vnet.Root.CreateChild("datagrams", new VnetOptions { ChildrenMax = 2 });
        (VnetSocket from, VnetSocket to) = vnet.Run(Connect);
        using Socket kernelFrom = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using Socket kernelTo = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        kernelTo.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        kernelFrom.Connect(kernelTo.LocalEndPoint!);
        byte[] data = new byte[Size];
        Outcome outcome = new Contest(effort.Rounds)
            .Add("datagram-kernel-loopback", times => Repeat(times, data => kernelFrom.Send(data), data => kernelTo.Receive(data), data))
            .Add("datagram-epair", times => Repeat(times, data => from.Send(data), data => to.Receive(data), data))
            .Run();
        _ = vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result;
        return
        [
            outcome.Time("datagram-kernel-loopback"),
            outcome.Time("datagram-epair", "datagram-kernel-loopback"),

            // The delegates that a batch is made with are the only thing left.
            new Row("datagram-epair-bytes", Math.Floor(outcome["datagram-epair"].Bytes), "B", Target: Target.AtMost(0)),
        ];
    }

    private static int Repeat(int times, Func<byte[], int> send, Func<byte[], int> receive, byte[] data)
    {
        int bytes = 0;
        for (int i = 0; i < times; i++)
        {
            bytes += send(data) == receive(data) ? Size : throw new InvalidOperationException("A datagram was lost.");
        }

        return bytes;
    }

    private static (VnetSocket From, VnetSocket To) Connect()
    {
        Netisr.Current = new Netisr(seed: 1);
        (Vnet first, Vnet second) = (Vnet.Current.CreateChild("first"), Vnet.Current.CreateChild("second"));
        (Epair a, Epair b) = Epair.Create();
        a.MoveTo(first);
        b.MoveTo(second);
        first.Run(() => a.AddAddress(IPAddress.Parse("10.0.0.1"), 24));
        second.Run(() => b.AddAddress(IPAddress.Parse("10.0.0.2"), 24));
        VnetSocket to = second.Run(static () => new VnetSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        to.Bind(new IPEndPoint(IPAddress.Any, 9));
        VnetSocket from = first.Run(static () => new VnetSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        from.Connect(new IPEndPoint(IPAddress.Parse("10.0.0.2"), 9));
        return (from, to);
    }
}
