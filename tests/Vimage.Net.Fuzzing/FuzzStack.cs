using System.Net;

namespace Vimage.Net.Fuzzing;

/// <summary>A vnet for one input: an address on a link, a way to elsewhere, and somebody at a port of UDP and one of TCP.</summary>
internal sealed class FuzzStack : IDisposable
{
    internal const int Port = 7;

    private readonly Vnet _vnet = Vnet.Root.CreateChild("fuzz");
    private readonly VnetScope _scope;
    private readonly VnetUdpClient _datagrams;
    private readonly VnetTcpListener _listener;

    /// <param name="isPeer">It is not the stack of the captures, but the other end.</param>
    internal FuzzStack(bool isPeer = false)
    {
        _scope = _vnet.Enter();
        Netisr.Current = new Netisr(Time, seed: 1) { AllowSynchronousContinuations = true };
        Link = FuzzLink.Create(isPeer ? Corpus.PeerLink : Corpus.OwnLink);
        (string own, string peer) = isPeer ? (Corpus.PeerAddress, Corpus.OwnAddress) : (Corpus.OwnAddress, Corpus.PeerAddress);
        Link.AddAddress(IPAddress.Parse(own), 24);
        Arp.AddStatic(Link, IPAddress.Parse(peer), isPeer ? Corpus.OwnLink : Corpus.PeerLink);
        Routing.Add(Routing.Default, IPAddress.Parse(peer));
        Ip.IsForwarding = true;
        _datagrams = new VnetUdpClient(Port);
        _listener = new VnetTcpListener(IPAddress.Any, Port);
        _listener.Start();
    }

    internal VirtualTimeProvider Time { get; } = new();

    internal FuzzLink Link { get; }

    /// <summary>Accepts a connection that has come about.</summary>
    internal VnetSocket Accept() => _listener.AcceptSocket();

    /// <summary>Reads what has arrived, closes, and lets all timers run out: nothing is left then.</summary>
    internal void End()
    {
        while (_datagrams.Available > 0)
        {
            IPEndPoint? from = null;
            _ = _datagrams.Receive(ref from);
        }

        Time.Advance(TimeSpan.FromMinutes(2));
        _datagrams.Dispose();
        _listener.Dispose();

        // As long as the longest wait for the other end takes: who keeps its window closed is asked for two hours.
        Time.Advance(TimeSpan.FromHours(4));
        if (Netisr.Current.PacketsInUse + Tcp.Connections.Count > 0)
        {
            throw new InvalidOperationException($"{Netisr.Current.PacketsInUse} packets and {Tcp.Connections.Count} connections are left.");
        }
    }

    public void Dispose()
    {
        _datagrams.Dispose();
        _listener.Dispose();
        _scope.Dispose();
        _ = _vnet.DestroyAsync().AsTask().GetAwaiter().GetResult();
    }
}
