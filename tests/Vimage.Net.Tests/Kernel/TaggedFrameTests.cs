using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>Frames with tags: the kernel takes those that say no more than a priority, and tshark reads all of them.</summary>
[Trait("IEEE", "802.1Q")]
[SupportedOSPlatform("linux")]
public sealed class TaggedFrameTests
{
    [Fact]
    public async Task Kernel_TakesFramesWithAPriority_LargeSegmentsAmongThem()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        KernelNamespace.Need("ping");
        using Vnetwork network = new(kernel);
        network.Tap.PriorityCodePoint = 3;
        string file = Path.GetTempFileName();
        await using (FileStream output = File.Create(file))
        using (new PacketCapture(network.Tap, output))
        {
            (int exitCode, string text) = kernel.Run("ping", "-n", "-c", "3", "-i", "0.02", "-W", "2", "-s", "4000", KernelNamespace.OwnAddress);
            Assert.True(exitCode == 0, text);
            await KernelPeer.ServeAsync(kernel, 1_000_000);
        }

        Tshark.AssertFaultless(file, "vlan.priority==3 && vlan.id==0 && icmp.type==0", 3);
        File.Delete(file);

        // Without a capture, which wants their checksums, segments are cut by the kernel.
        await KernelPeer.ServeAsync(kernel, 1_000_000);
    }

    [Trait("IEEE", "802.1ad")]
    [Fact]
    public void Tshark_ReadsStackedTags()
    {
        using TestStack stack = new();
        Wire wire = Wire.Create();
        wire.Up();
        Vlan outer = Vlan.Create(wire, 100, 1, VlanProtocol.QinQ);
        outer.Up();
        Vlan inner = Vlan.Create(outer, 42, 2);
        inner.AddAddress(IPAddress.Parse(KernelNamespace.OwnAddress), 24);
        Arp.AddStatic(inner, IPAddress.Parse(KernelNamespace.KernelAddress), Wire.PeerLink);
        string file = Path.GetTempFileName();
        using (FileStream output = File.Create(file))
        using (new PacketCapture(wire, output))
        {
            using VnetSocket socket = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
            foreach (int? priority in (int?[])[null, 5])
            {
                socket.PriorityCodePoint = priority;
                socket.SendTo(Packets.Echo(4000), new IPEndPoint(IPAddress.Parse(KernelNamespace.KernelAddress), 0));
            }
        }

        Tshark.AssertFaultless(file, "ieee8021ad.id==100 && ieee8021ad.priority==1 && vlan.id==42 && vlan.priority==2", 3);
        Tshark.AssertFaultless(file, "ieee8021ad.id==100 && ieee8021ad.priority==5 && vlan.id==42 && vlan.priority==5", 3);
        File.Delete(file);
    }
}
