using System.Net;

namespace Vimage.Net.Tests;

public sealed class EpairTests
{
    [Trait("FreeBSD", "netinet/output.sh")]
    [Theory]
    [InlineData(0)]
    [InlineData(1472)]
    [InlineData(65507)]
    public void TwoVnets_ReachEachOther(int size)
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        a.Configure("192.0.2.1");
        b.Configure("192.0.2.2");
        // Fragments of the first one would be more than wait for an answer of ARP.
        Assert.Equal(1, stack.Ping(first, "192.0.2.2"));
        Assert.Equal(1, stack.Ping(first, "192.0.2.2", size: size));
        Assert.Equal(1, stack.Ping(second, "192.0.2.1", size: size));
        Assert.Equal(b.LinkAddress, first.Run(() => Arp.Get(a, IPAddress.Parse("192.0.2.2"))));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void SameAddressPortAndName_InTwoVnets_DoNotMeet()
    {
        using TestStack stack = new();
        foreach (string name in (string[])["first", "second"])
        {
            Hosts.Add(name).Run(() =>
            {
                Epair.Create().A.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
                VnetUdpClient client = new(53);
                Assert.Equal("epair0a", Ifnet.Get("epair0a").Name);
                Assert.Equal(53, ((IPEndPoint)client.Client.LocalEndPoint!).Port);
            });
        }
    }

    [Fact]
    public void EitherEndDestroyed_DestroysBoth()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Epair a, Epair b) = Epair.Create();
        b.MoveTo(other);
        b.Configure("192.0.2.2");
        a.Destroy();
        Assert.True(b.IsDestroyed);
        Assert.Empty(other.Run(() => Routing.Routes));
        Assert.Equal(["lo0"], other.Run(() => Ifnet.All).Select(static each => each.Name));
        Assert.Throws<ObjectDisposedException>(() => b.MoveTo(stack.Vnet));
    }

    [Fact]
    [Trait("FreeBSD", "net/if_bridge_test.sh mac_conflict")]
    public void LinkAddresses_AreUnique_AndTheSameAgainFromTheSameSeed()
    {
        Assert.Equal(Addresses(seed: 7), Addresses(seed: 7));
        Assert.Empty(Addresses(seed: 7).Intersect(Addresses(seed: 8)));

        static List<MacAddress> Addresses(ulong seed)
        {
            using TestStack stack = new(seed);
            List<MacAddress> addresses = [];
            for (int i = 0; i < 200; i++)
            {
                (Epair a, Epair b) = Epair.Create();
                addresses.AddRange([a.LinkAddress, b.LinkAddress]);
                a.Destroy();
            }

            Assert.Equal(400, addresses.Distinct().Count());
            return addresses;
        }
    }

    [Fact]
    public void Chain_OfRouters_ForwardsEndToEnd_AndTracesItself()
    {
        using TestStack stack = new();
        Vnet[] chain = [.. Enumerable.Range(0, 5).Select(static i => Hosts.Add($"h{i}"))];
        for (int i = 0; i + 1 < chain.Length; i++)
        {
            (Epair a, Epair b) = Hosts.Connect(chain[i], chain[i + 1]);
            a.Configure($"10.0.{i}.1");
            b.Configure($"10.0.{i}.2");
        }

        for (int i = 0; i < chain.Length; i++)
        {
            int here = i;
            chain[i].Run(() =>
            {
                Ip.IsForwarding = true;
                for (int net = 0; net + 1 < chain.Length; net++)
                {
                    if (net < here - 1 || net > here)
                    {
                        Routing.Add(IPNetwork.Parse($"10.0.{net}.0/24"), IPAddress.Parse(net > here ? $"10.0.{here}.2" : $"10.0.{here - 1}.1"));
                    }
                }
            });
        }

        Assert.Equal(3, stack.Ping(chain[0], "10.0.3.2", count: 3));
        Assert.Equal(6, chain[2].Run(() => Ip.Statistics.Forwarded));
    }
}
