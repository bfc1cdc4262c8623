namespace Vimage.Net.Tests;

[Trait("FreeBSD", "netpfil/pf/set_tos.sh")]
public sealed class PfTosTests
{
    [Theory]
    [InlineData(0, "pass out proto icmp set-tos 42", 42)]
    [InlineData(0, "pass out from 1.2.3.4 set-tos 42", 0)]
    [InlineData(0, "pass out set-tos 13\npass out proto icmp set-tos 14", 14)]
    [InlineData(0, "pass out proto icmp set-tos 14\npass out from 1.2.3.4 set-tos 13", 14)]
    [InlineData(42, "pass out tos 42 set-tos 14", 14 | (42 & 3))]
    [InlineData(42, "pass out tos 13 set-tos 14", 42)]
    [InlineData(0, "pass out proto icmp no state set-tos 40", 40)]
    public void Rules_set_the_type_of_service_of_what_is_sent_on(byte preset, string rules, int expected)
    {
        using FilterWorld world = new();
        world.Load(rules);
        byte? seen = null;
        bool isRight = false;
        world.Far.Run(() => PacketFilters.Add(new Watcher(bytes => (seen, isRight) = (bytes[1], InternetChecksum.Of(bytes.AsSpan(0, 20)) == 0))));
        world.Client.Run(() =>
        {
            using VnetSocket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Raw, System.Net.Sockets.ProtocolType.Icmp);
            socket.SetSocketOption(System.Net.Sockets.SocketOptionLevel.IP, System.Net.Sockets.SocketOptionName.TypeOfService, (int)preset);
            socket.SendTo(Packets.Echo(), new System.Net.IPEndPoint(System.Net.IPAddress.Parse(FilterWorld.Server), 0));
        });
        Assert.Equal(((byte?)expected, true), (seen, isRight));
    }

    private sealed class Watcher(Action<byte[]> see) : IPacketFilter
    {
        public PacketVerdict Check(in FilteredPacket packet)
        {
            if (packet is { Direction: PacketDirection.In, Protocol: 1 })
            {
                see(packet.Bytes.ToArray());
            }

            return PacketVerdict.Pass;
        }
    }
}
