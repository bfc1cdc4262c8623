using System.Net;
using Vimage.Net;

namespace Vimage.Bench.Net.Streams;

/// <summary>Two vnets with a pair of interfaces between them.</summary>
internal sealed class VnetPair : IDisposable
{
    private static readonly IPAddress s_address = IPAddress.Parse("10.0.0.2");

    private readonly Vnet _vnet = Vnet.Root.CreateChild("streams", new VnetOptions { ChildrenMax = 2 });

    /// <param name="takesLargeSegments">Whether one packet may stand for several segments.</param>
    internal VnetPair(bool takesLargeSegments = true)
    {
        Host = _vnet.Run(() =>
        {
            // What waits goes on where the packet is that it waits for: what run-to-completion is for.
            Netisr.Current = new Netisr(seed: 1) { AllowSynchronousContinuations = true };
            (Vnet from, Vnet to) = (Vnet.Current.CreateChild("from"), Vnet.Current.CreateChild("to"));
            (Epair a, Epair b) = Epair.Create();
            a.MoveTo(from);
            b.MoveTo(to);
            from.Run(() => a.AddAddress(IPAddress.Parse("10.0.0.1"), 24));
            to.Run(() => b.AddAddress(s_address, 24));
            from.SetVariable("net.inet.tcp.tso", takesLargeSegments);
            to.SetVariable("net.inet.tcp.tso", takesLargeSegments);
            return StreamHost.OfVnets(from, to, s_address);
        });
    }

    internal StreamHost Host { get; }

    public void Dispose() => _ = _vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result;
}
