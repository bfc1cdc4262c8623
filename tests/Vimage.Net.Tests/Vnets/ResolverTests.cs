using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>A vnet that asks, and name servers in another: over a pair, in virtual time.</summary>
[Trait("RFC", "1035")]
public sealed class ResolverTests
{
    private const string Www = "www.example.org";
    private const ushort NameError = 3;
    private const ushort ServerFailure = 2;
    private const ushort Truncated = 0x0200;

    [Fact]
    public void Name_IsAskedOfTheServer()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, 0, NameServer.A(Www, "192.0.2.7"), NameServer.A(Www, "192.0.2.8"))]);
        Assert.Equal([IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.8")], Resolve(client, Www));
        Assert.Equal(Www, NameServer.NameIn(Assert.Single(server.Questions).Message));
    }

    [Fact]
    public void Aliases_AreFollowed_InOneAnswerAndAcrossSeveral()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => NameServer.NameIn(question) == Www
            ? [NameServer.Answer(question, 0, NameServer.CName(Www, "a.example.net"), NameServer.CName("a.example.net", "b.example.net"))]
            : [NameServer.Answer(question, 0, NameServer.A("b.example.net", "192.0.2.9"))]);
        IPHostEntry entry = Done(client.Run(static () => VnetDns.GetHostEntryAsync(Www)));
        Assert.Equal("b.example.net", entry.HostName);
        Assert.Equal([Www, "a.example.net"], entry.Aliases);
        Assert.Equal([IPAddress.Parse("192.0.2.9")], entry.AddressList);
        Assert.Equal(2, server.Questions.Count);
    }

    [Fact]
    public void AliasesInARing_EndTheSearch()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question =>
            [NameServer.Answer(question, 0, NameServer.CName(Www, "a.example.net"), NameServer.CName("a.example.net", Www))]);
        Assert.Equal(SocketError.NoRecovery, Failure(client, Www));
    }

    [Theory]
    [InlineData(NameError)]
    [InlineData(0)]
    public void NameThatIsNotThere_OrHasNoAddress_IsHostNotFound_AsInSystemNet(ushort code)
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, question => [NameServer.Answer(question, code)]);
        Assert.Equal(SocketError.HostNotFound, Failure(client, Www));
        Assert.Single(server.Questions);
    }

    [Fact]
    public void SilentServer_IsAskedAgain_AndThenGivenUp_InTheTimeOfTheVnet()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static _ => []);
        Task<IPAddress[]> search = client.Run(static () => VnetDns.GetHostAddressesAsync(Www));
        stack.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(search.IsCompleted);
        Assert.Equal(2, server.Questions.Count);
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SocketError.TryAgain, Assert.Throws<SocketException>(() => Done(search)).SocketErrorCode);
    }

    [Trait("RFC", "5452")]
    [Fact]
    public void EachQuestion_HasAnIdAndAPortOfItsOwn_WhichTheSeedDetermines()
    {
        Assert.Equal(Ask(seed: 5), Ask(seed: 5));
        Assert.NotEqual(Ask(seed: 5), Ask(seed: 6));
        Assert.Equal(4, Ask(seed: 5).Distinct().Count());

        static List<(int Id, int Port)> Ask(ulong seed)
        {
            using TestStack stack = new(seed);
            (Vnet client, Vnet vnet) = Connect();
            using NameServer server = new(vnet, static question => [NameServer.Answer(question, ServerFailure)]);
            Assert.Equal(SocketError.TryAgain, Failure(client, Www));
            Assert.Equal(SocketError.TryAgain, Failure(client, Www));
            return [.. server.Questions.Select(static each => ((int)Packets.WordAt(each.Message, 0), each.From.Port))];
        }
    }

    [Trait("RFC", "5452")]
    [Fact]
    public void AnswerToAnotherQuestion_OrWithAnotherId_IsNotBelieved()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question =>
        {
            byte[] forged = NameServer.Answer(question, 0, NameServer.A(Www, "203.0.113.66"));
            forged[1] ^= 1;
            byte[] other = NameServer.Answer(question, 0, NameServer.A(Www, "203.0.113.66"));
            other[13] ^= 1;
            return [forged, other, [1, 2, 3], NameServer.Answer(question, 0, NameServer.A("other.example.org", "203.0.113.66"), NameServer.A(Www, "192.0.2.7"))];
        });
        Assert.Equal([IPAddress.Parse("192.0.2.7")], Resolve(client, Www));
    }

    [Fact]
    public void ServerThatFails_OrIsNotThere_IsFollowedByTheNext()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, 0, NameServer.A(Www, "192.0.2.7"))]);
        client.Run(static () => VnetDns.NameServers = [new(IPAddress.Parse("10.0.0.2"), 54), new(IPAddress.Parse("10.0.0.2"), 53)]);
        Assert.Equal([IPAddress.Parse("192.0.2.7")], Resolve(client, Www));
    }

    [Fact]
    public void AnswerThatWasCutOff_IsNotTakenForTheWhole_WhereTheServerTakesNoConnection()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, Truncated, NameServer.A(Www, "192.0.2.7"))[..^2]]);
        Assert.Equal(SocketError.NoRecovery, Failure(client, Www));
    }

    [Trait("RFC", "7766")]
    [Fact]
    public void AnswerThatIsTooLongForADatagram_IsAskedForOverAConnection()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        (string, DnsType, byte[])[] records = [.. Enumerable.Range(0, 100).Select(static i => NameServer.A(Www, $"192.0.2.{i}"))];
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, Truncated)]);
        using VnetTcpListener listener = vnet.Run(static () => new VnetTcpListener(IPAddress.Any, 53));
        listener.Start();
        _ = vnet.RunAsync(async () =>
        {
            using VnetSocket connection = await listener.AcceptSocketAsync();
            byte[] question = new byte[512];
            int length = await connection.ReceiveAsync(question);
            byte[] answer = NameServer.Answer(question[2..length], 0, records);

            // In two pieces: a stream has no ends of messages.
            byte[] bytes = [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
            await connection.SendAsync(bytes.AsMemory(0, 100));
            await connection.SendAsync(bytes.AsMemory(100));
        });
        Task<IPAddress[]> search = client.Run(static () => VnetDns.GetHostAddressesAsync(Www));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(100, Done(search).Length);
    }

    [Fact]
    public void Address_IsFoundByItsReverseName()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => NameServer.NameIn(question) == "7.2.0.192.in-addr.arpa"
            ? [NameServer.Answer(question, 0, ("7.2.0.192.in-addr.arpa", DnsType.Pointer, NameServer.Name(Www)))]
            : [NameServer.Answer(question, 0, NameServer.A(Www, "192.0.2.7"))]);
        IPHostEntry entry = Done(client.Run(static () => VnetDns.GetHostEntryAsync("192.0.2.7")));
        Assert.Equal((Www, IPAddress.Parse("192.0.2.7")), (entry.HostName, Assert.Single(entry.AddressList)));
    }

    [Fact]
    public void Cancellation_EndsTheSearch()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static _ => []);
        using CancellationTokenSource stop = new();
        Task<IPAddress[]> search = client.Run(() => VnetDns.GetHostAddressesAsync(Www, stop.Token));
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Done(search));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    [Fact]
    public void HostsAndServers_AreOfTheirVnetAlone_AndNoneUnlessTold()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        first.Run(static () => VnetDns.AddHost(IPAddress.Parse("192.0.2.7"), Www, "www"));
        Assert.Equal([IPAddress.Parse("192.0.2.7")], Resolve(first, "WWW"));
        Assert.Equal(Www, Done(first.Run(static () => VnetDns.GetHostEntryAsync("192.0.2.7"))).HostName);
        Assert.Empty(second.Run(static () => VnetDns.NameServers));
        Assert.Equal(SocketError.HostNotFound, Failure(second, Www));
        Assert.True(first.Run(static () => VnetDns.RemoveHost("www")));
        Assert.Equal(SocketError.HostNotFound, Failure(first, Www));
    }

    [Trait("RFC", "6761")]
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("", "192.0.2.55")]
    public void WhatNobodyHasToBeAskedFor_IsKnown(string name, string address)
    {
        using TestStack stack = new();
        TestStack.AddWire("192.0.2.55", 24);
        Assert.Equal([IPAddress.Parse(address)], Resolve(Vnet.Current, name));
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234.org")]
    [InlineData("\u0001\u00e9")]
    public void WhatCanBeNoName_IsHostNotFound(string name)
    {
        using TestStack stack = new();
        VnetDns.NameServers = [new(IPAddress.Parse("192.0.2.53"), 53)];
        Assert.Equal(SocketError.HostNotFound, Failure(Vnet.Current, name));
    }

    [Trait("RFC", "6891")]
    [Fact]
    public void LongAnswer_ComesInADatagram_WhereTheServerTakesOptions()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        (string, DnsType, byte[])[] records = [.. Enumerable.Range(0, 28).Select(static i => NameServer.A(Www, $"192.0.2.{i}"))];
        using NameServer server = new(vnet, question => NameServer.HasOptions(question)
            ? [NameServer.WithOptions(NameServer.Answer(question, 0, records), 0)]
            : [NameServer.Answer(question, Truncated)]);
        Assert.Equal(28, Resolve(client, Www).Length);
        Assert.Single(server.Questions);
    }

    [Trait("RFC", "6891")]
    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(0, 1)]
    public void ServerThatDoesNotKnowOptions_IsAskedWithoutThem(ushort code, byte upperCode)
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, question => !NameServer.HasOptions(question) ? [NameServer.Answer(question, 0, NameServer.A(Www, "192.0.2.7"))]
            : upperCode == 0 ? [NameServer.Answer(question, code)] : [NameServer.WithOptions(NameServer.Answer(question, code), upperCode)]);
        Assert.Equal([IPAddress.Parse("192.0.2.7")], Resolve(client, Www));
        Assert.Equal(2, server.Questions.Count);
    }

    [Fact]
    public void Answer_IsRemembered_ForAsLongAsItSays_InItsVnetAlone()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, 0, NameServer.A(Www, "192.0.2.7"))]);
        Resolve(client, Www);
        stack.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal([IPAddress.Parse("192.0.2.7")], Resolve(client, "WWW.Example.ORG"));
        Assert.Single(server.Questions);
        Assert.Null(vnet.Run(() => VnetDns.Cache.Find(Www, DnsType.A, 0)));
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Resolve(client, Www);
        Assert.Equal(2, server.Questions.Count);
        client.Run(VnetDns.ClearCache);
        Resolve(client, Www);
        client.Run(static () => VnetDns.NameServers = [.. VnetDns.NameServers]);
        Resolve(client, Www);
        Assert.Equal(4, server.Questions.Count);
    }

    [Trait("RFC", "2308")]
    [Fact]
    public void ThatThereIsNothing_IsRemembered_ForAsLongAsTheZoneSays()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => NameServer.NameIn(question) == Www
            ? [NameServer.WithAuthority(NameServer.Answer(question, NameError), 30)]
            : [NameServer.Answer(question, NameError)]);
        Assert.Equal(SocketError.HostNotFound, Failure(client, Www));
        stack.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(SocketError.HostNotFound, Failure(client, Www));
        Assert.Single(server.Questions);
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SocketError.HostNotFound, Failure(client, Www));
        Assert.Equal(2, server.Questions.Count);

        // Nor that for which nobody is in charge (RFC 2308, 5).
        Assert.Equal(SocketError.HostNotFound, Failure(client, "other.example.org"));
        Assert.Equal(SocketError.HostNotFound, Failure(client, "other.example.org"));
        Assert.Equal(4, server.Questions.Count);
    }

    [Fact]
    public void WhatIsRemembered_HasALimit()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, 0, NameServer.A(NameServer.NameIn(question), "192.0.2.7"))]);
        for (int i = 0; i < 2000; i++)
        {
            Resolve(client, $"host{i}.example.org");
            Resolve(client, "host0.example.org");
        }

        Assert.Equal(1024, client.Run(static () => VnetDns.Cache.Count));
        Assert.Equal(2000, server.Questions.Count);
    }

    [Theory]
    [InlineData("www", "www.a.example www.b.example www")]
    [InlineData("www.x", "www.x www.x.a.example www.x.b.example")]
    [InlineData("www.", "www")]
    public void NameThatMayLackItsEnd_IsSearchedForInDomains(string name, string asked)
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        client.Run(static () => VnetDns.SearchList = ["a.example", "b.example"]);
        using NameServer server = new(vnet, static question => [NameServer.Answer(question, NameError)]);
        Assert.Equal(SocketError.HostNotFound, Failure(client, name));
        Assert.Equal(asked.Split(' '), server.Questions.Select(static each => NameServer.NameIn(each.Message)));
    }

    [Fact]
    public void Search_EndsWithTheFirstThatIsThere_OrWithAServerThatFails()
    {
        using TestStack stack = new();
        (Vnet client, Vnet vnet) = Connect();
        client.Run(static () => VnetDns.SearchList = ["a.example", "b.example", "c.example"]);
        using NameServer server = new(vnet, static question => NameServer.NameIn(question) switch
        {
            "www.b.example" => [NameServer.Answer(question, 0, NameServer.A("www.b.example", "192.0.2.7"))],
            "mail.a.example" => [NameServer.Answer(question, ServerFailure)],
            _ => [NameServer.Answer(question, NameError)],
        });
        Assert.Equal("www.b.example", Done(client.Run(static () => VnetDns.GetHostEntryAsync("www"))).HostName);
        Assert.Equal(SocketError.TryAgain, Failure(client, "mail"));
        Assert.Throws<ArgumentException>(() => client.Run(static () => VnetDns.SearchList = ["a..b"]));
    }

    private static (Vnet Client, Vnet Server) Connect()
    {
        (Vnet client, Vnet server) = (Hosts.Add("client"), Hosts.Add("server"));
        (Epair a, Epair b) = Hosts.Connect(client, server);
        a.Configure("10.0.0.1");
        b.Configure("10.0.0.2");
        client.Run(static () => VnetDns.NameServers = [new(IPAddress.Parse("10.0.0.2"), 53)]);
        return (client, server);
    }

    private static IPAddress[] Resolve(Vnet vnet, string name) => Done(vnet.Run(() => VnetDns.GetHostAddressesAsync(name)));

    private static SocketError Failure(Vnet vnet, string name) =>
        Assert.Throws<SocketException>(() => Resolve(vnet, name)).SocketErrorCode;

    // All of it happens on this thread, in no time but what the test lets go by.
    private static T Done<T>(Task<T> search)
    {
        Assert.True(search.IsCompleted);
        return search.GetAwaiter().GetResult();
    }
}
