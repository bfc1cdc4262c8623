using System.Net;
using Vimage.Net;

namespace Vimage.Bench.Net.Streams;

/// <summary>Two vnets with a pair of interfaces between them.</summary>
internal sealed class VnetPair : IDisposable
{
    private readonly Vnet _vnet;

    /// <param name="takesLargeSegments">Whether one packet may stand for several segments.</param>
    /// <param name="isIpv6">Whether their addresses are of IPv6.</param>
    internal VnetPair(bool takesLargeSegments = true, bool isIpv6 = false)
    {
        (string prefix, int length) = isIpv6 ? ("2001:db8::", 64) : ("10.0.0.", 24);
        IPAddress address = IPAddress.Parse(prefix + "2");
        _vnet = Vnet.Root.CreateChild(isIpv6 ? "streams6" : "streams", new VnetOptions { ChildrenMax = 2 });
        Host = _vnet.Run(() =>
        {
            // What waits goes on where the packet is that it waits for: what run-to-completion is for.
            Netisr.Current = new Netisr(seed: 1) { AllowSynchronousContinuations = true };
            (Vnet from, Vnet to) = (Vnet.Current.CreateChild("from"), Vnet.Current.CreateChild("to"));
            (Epair a, Epair b) = Epair.Create();
            a.MoveTo(from);
            b.MoveTo(to);
            from.SetVariable("net.inet6.ip6.dad_count", 0);
            to.SetVariable("net.inet6.ip6.dad_count", 0);
            from.Run(() => a.AddAddress(IPAddress.Parse(prefix + "1"), length));
            to.Run(() => b.AddAddress(address, length));
            from.SetVariable("net.inet.tcp.tso", takesLargeSegments);
            to.SetVariable("net.inet.tcp.tso", takesLargeSegments);
            return StreamHost.OfVnets(from, to, address);
        });
    }

    internal StreamHost Host { get; }

    public void Dispose() => _ = _vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result;
}
