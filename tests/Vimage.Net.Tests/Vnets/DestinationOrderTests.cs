using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Names with addresses of both families: who is asked, over which, and what is tried first.</summary>
[Trait("RFC", "6724")]
public sealed class DestinationOrderTests
{
    private const string Www = "www.example.org";

    private static readonly IPAddress s_server = IPAddress.Parse("2001:db8:53::2");

    // The addresses of the vnet; what the name has, in the server's order; what is tried, in order.
    [Theory]
    [InlineData("usable before unusable", "192.0.2.1/24", "2001:db8:53::9 198.51.100.1", "198.51.100.1 2001:db8:53::9")]
    [InlineData("unusable ones stay in order of precedence", "", "198.51.100.1 2001:db8:53::9", "2001:db8:53::9 198.51.100.1")]
    [InlineData("scopes that match", "169.254.1.1/16 fd00::1/64", "198.51.100.1 fd00::9", "fd00::9 198.51.100.1")]
    [InlineData("labels that match", "2002:c633:6401::1/64 192.0.2.1/24", "2001:db8:1::9 2002:c633:6401::9", "2002:c633:6401::9 2001:db8:1::9")]
    [InlineData("higher precedence", "2001:db8:53::1/64 192.0.2.1/24", "192.0.2.9 2001:db8:1::9", "2001:db8:1::9 192.0.2.9")]
    [InlineData("higher precedence, unique local ones last", "fd00::1/64 192.0.2.1/24", "fd00::9 192.0.2.9", "192.0.2.9 fd00::9")]
    [InlineData("smaller scope", "192.0.2.1/24 169.254.1.1/16", "192.0.2.9 169.254.9.9", "169.254.9.9 192.0.2.9")]
    [InlineData("longest prefix", "2001:db8:1::1/48 2001:db8:2::1/48", "2001:db8:3::9 2001:db8:2:1::9", "2001:db8:2:1::9 2001:db8:3::9")]
    [InlineData("longest prefix, no more than that of the source", "2001:db8:1::1/48", "2001:db8:1:8000::9 2001:db8:1:1::9", "2001:db8:1:8000::9 2001:db8:1:1::9")]
    [InlineData("else as they were, so that addresses of IPv4 take turns", "192.0.2.1/24", "192.0.2.99 198.51.100.1 192.0.2.2", "192.0.2.99 198.51.100.1 192.0.2.2")]
    public void Addresses_are_in_the_order_of_the_rules(string rule, string own, string found, string expected)
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6("fe80::77");
        foreach (string[] each in own.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static each => each.Split('/')))
        {
            wire.AddAddress(IPAddress.Parse(each[0]), int.Parse(each[1]));
        }

        AddDefaults(wire);
        foreach (string address in found.Split(' '))
        {
            VnetDns.AddHost(IPAddress.Parse(address), Www);
        }

        Assert.Equal(expected, $"{string.Join(' ', Done(VnetDns.GetHostAddressesAsync(Www)).AsEnumerable())}");
        Assert.NotEmpty(rule);
    }

    [Fact]
    public void Source_that_is_deprecated_makes_its_destination_a_worse_one()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6("2001:db8:1::1");
        wire.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        AddDefaults(wire);
        VnetDns.AddHost(IPAddress.Parse("192.0.2.9"), Www);
        VnetDns.AddHost(IPAddress.Parse("2001:db8:2::9"), Www);
        Assert.Equal(AddressFamily.InterNetworkV6, Done(VnetDns.GetHostAddressesAsync(Www))[0].AddressFamily);
        Ip6.V_in6_ifaddrhash[InAddress.From(IPAddress.Parse("2001:db8:1::1"))].PreferredUntil = 0;
        Assert.Equal(AddressFamily.InterNetwork, Done(VnetDns.GetHostAddressesAsync(Www))[0].AddressFamily);
    }

    [Fact]
    public void Way_that_is_native_is_better_than_one_through_a_tunnel()
    {
        using TestStack stack = new();
        Wire wire = stack.AddWire6("2001:db8:1::1");
        wire.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        AddDefaults(wire);
        Gif gif = Gif.Create(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        gif.AddAddress(IPAddress.Parse("2001:db8:2::1"), 64);
        VnetDns.AddHost(IPAddress.Parse("2001:db8:2::9"), Www);
        VnetDns.AddHost(IPAddress.Parse("2001:db8:3::9"), Www);
        Assert.Equal(["2001:db8:3::9", "2001:db8:2::9"], Done(VnetDns.GetHostAddressesAsync(Www)).Select(static each => each.ToString()));
    }

    [Theory]
    [InlineData(AddressFamily.Unspecified, "2001:db8:1::9 192.0.2.9")]
    [InlineData(AddressFamily.InterNetwork, "192.0.2.9")]
    [InlineData(AddressFamily.InterNetworkV6, "2001:db8:1::9")]
    public void Server_of_IPv6_is_asked_for_the_families_that_are_wanted(AddressFamily family, string expected)
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect(stack, hasIpv4: true);
        using NameServer server = Serve(vnet, "192.0.2.9", "2001:db8:1::9");
        Assert.Equal(expected, string.Join(' ', Done(client.Run(() => VnetDns.GetHostAddressesAsync(Www, family, Cancellation))).AsEnumerable()));
        Assert.Equal(expected.Split(' ').Length, server.Questions.Count);
        Assert.All(server.Questions, static each => Assert.Equal("2001:db8:53::1", each.From.Address.ToString()));
    }

    [Theory]
    [InlineData(true, "2001:db8:1::9")]
    [InlineData(false, "192.0.2.9")]
    public void Where_one_family_has_no_address_the_other_is_found(bool isIpv6, string address)
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect(stack, hasIpv4: true);
        using NameServer server = Serve(vnet, address);
        Assert.Equal(address, Assert.Single(Done(client.Run(static () => VnetDns.GetHostAddressesAsync(Www)))).ToString());
        Assert.Equal(2, server.Questions.Count);
        Assert.Equal(SocketError.HostNotFound, Assert.Throws<SocketException>(
            () => Done(client.Run(() => VnetDns.GetHostAddressesAsync(Www, isIpv6 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6, Cancellation)))).SocketErrorCode);
    }

    [Trait("RFC", "3493")]
    [Fact]
    public void Family_that_the_vnet_has_no_address_of_is_not_asked_for()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect(stack, hasIpv4: false);
        using NameServer server = Serve(vnet, "192.0.2.9", "2001:db8:1::9");
        Assert.Equal("2001:db8:1::9", Assert.Single(Done(client.Run(static () => VnetDns.GetHostAddressesAsync(Www)))).ToString());
        Assert.Equal(DnsType.Aaaa, NameServer.TypeIn(Assert.Single(server.Questions).Message));
    }

    [Trait("RFC", "7766")]
    [Fact]
    public void Long_answer_comes_over_a_connection_of_IPv6()
    {
        const ushort Truncated = 0x0200;
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect(stack, hasIpv4: false);
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, Truncated)], s_server);
        using VnetTcpListener listener = vnet.Run(static () => new VnetTcpListener(s_server, 53));
        listener.Start();
        _ = vnet.RunAsync(async () =>
        {
            using VnetSocket connection = await listener.AcceptSocketAsync(Cancellation);
            byte[] question = new byte[512];
            int length = await connection.ReceiveAsync(question);
            byte[] answer = NameServer.Answer(question[2..length], 0, [.. Enumerable.Range(1, 100).Select(static i => NameServer.A(Www, $"2001:db8:1::{i:x}"))]);
            await connection.SendAsync(new byte[] { (byte)(answer.Length >> 8), (byte)answer.Length }.Concat(answer).ToArray());
        });
        Task<IPAddress[]> search = client.Run(static () => VnetDns.GetHostAddressesAsync(Www));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(100, Done(search).Length);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static (Vnet Client, Vnet Server) Connect(TestStack stack, bool hasIpv4)
    {
        (Vnet client, Vnet server) = (Hosts.Add("client"), Hosts.Add("server"));
        (Epair a, Epair b) = Hosts.Connect(client, server);
        a.Configure("2001:db8:53::1", 64);
        b.Configure(s_server.ToString(), 64);
        if (hasIpv4)
        {
            a.Configure("192.0.2.1");
        }

        stack.Time.Advance(TimeSpan.FromSeconds(3));
        client.Run(() =>
        {
            AddDefaults(a);
            VnetDns.NameServers = [new(s_server, 53)];
        });
        return (client, server);
    }

    // What has an address of a family has a way to all others of it.
    private static void AddDefaults(Ifnet @interface)
    {
        IPAddress[] own = [.. @interface.Addresses.Select(static each => each.Address).Where(static each => !each.IsIPv6LinkLocal)];
        if (own.Any(static each => each.AddressFamily == AddressFamily.InterNetworkV6))
        {
            Routing.Add(Routing.Default6, IPAddress.Parse($"fe80::99%{@interface.Index}"));
        }

        if (own.Any(static each => each.AddressFamily == AddressFamily.InterNetwork))
        {
            Routing.Add(Routing.Default, @interface);
        }
    }

    private static NameServer Serve(Vnet vnet, params string[] addresses) => new(
        vnet,
        question => [NameServer.Answer(question, 0, [.. addresses.Select(static each => NameServer.A(Www, each)).Where(each => each.Type == NameServer.TypeIn(question))])],
        s_server);

    private static T Done<T>(Task<T> search)
    {
        Assert.True(search.IsCompleted);
        return search.GetAwaiter().GetResult();
    }
}
