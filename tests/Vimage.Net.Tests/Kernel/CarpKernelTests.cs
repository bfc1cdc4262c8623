using System.Net;

namespace Vimage.Net.Tests;

/// <summary>Advertisements as another program reads them.</summary>
public sealed class CarpKernelTests
{
    [Fact]
    public void Tshark_reads_in_advertisements_what_was_set()
    {
        KernelNamespace.Need("tshark");
        using TestStack stack = new();
        Wire wire = TestStack.AddWire("192.0.2.1", 24);
        Carp carp = Carp.Create(wire, vhid: 7, advBase: 2, advSkew: 100, pass: "foobar");
        wire.AddAddress(IPAddress.Parse("192.0.2.254"), 24, vhid: 7);
        wire.AddAddress(IPAddress.Parse("2001:db8::254"), 64, vhid: 7);
        stack.Time.Advance(TimeSpan.FromSeconds(3));
        string file = Path.GetTempFileName();
        using (FileStream output = File.Create(file))
        using (new PacketCapture(wire, output))
        {
            carp.SetState(CarpState.Master);
            stack.Time.Advance(TimeSpan.FromSeconds(3));
        }

        string[] fields = ["eth.src", "carp.version", "carp.type", "carp.vhid", "carp.advskew", "carp.authlen", "carp.adver_int", "carp.checksum.status"];
        Assert.Equal(4, Read("carp && !_ws.malformed && !(_ws.expert.severity==\"Error\")", "frame.number").Length);
        Assert.All(Read("carp", fields), static line => Assert.Equal("00:00:5e:00:01:07\t2\t1\t7\t100\t7\t2\t1", line));
        Assert.Equal(["192.0.2.1\t224.0.0.18\t255\t56"], Read("ip.proto==112", "ip.src", "ip.dst", "ip.ttl", "ip.dsfield.dscp").Distinct());
        Assert.Equal(["ff02::12\t255\t56"], Read("ipv6.nxt==112", "ipv6.dst", "ipv6.hlim", "ipv6.tclass.dscp").Distinct());
        Assert.Single(Read("arp.isgratuitous==1 && arp.src.hw_mac==00:00:5e:00:01:07 && arp.src.proto_ipv4==192.0.2.254", "frame.number"));
        Assert.Single(Read("icmpv6.nd.na.target_address==2001:db8::254 && icmpv6.opt.linkaddr==00:00:5e:00:01:07 && eth.src==00:00:5e:00:01:07", "frame.number"));
        File.Delete(file);

        string[] Read(string filter, params string[] names)
        {
            // Unless it is told it takes them for VRRP, which has the same number.
            (int exitCode, string output) = KernelNamespace.Start("tshark", ["-r", file, "-d", "ip.proto==112,carp", "-Y", filter, "-T", "fields", .. names.SelectMany(static name => (string[])["-e", name])]);
            Assert.True(exitCode == 0, output);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.StartsWith("Running as", StringComparison.Ordinal))];
        }
    }
}
