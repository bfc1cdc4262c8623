using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Vimage.Net.Tests;

/// <summary>The library DnsClient has its own codec: it asks as the resolver does, and reads what the resolver reads.</summary>
[Trait("RFC", "1035")]
public sealed class DnsClientTests
{
    private const string Www = "www.example.org";

    [Theory]
    [InlineData(QueryType.A, DnsType.A, true)]
    [InlineData(QueryType.AAAA, DnsType.Aaaa, true)]
    [InlineData(QueryType.PTR, DnsType.Pointer, false)]
    public async Task Question_IsTheSame(QueryType type, object expected, bool hasOptions)
    {
        (byte[] question, _) = await AskAsync(type, hasOptions, static question => NameServer.Answer(question, 3));
        byte[] own = new DnsQuery(Packets.WordAt(question, 0), Www, (DnsType)expected).ToMessage(hasOptions)!;
        Assert.Equal(own, question);
    }

    [Fact]
    public async Task Answer_IsTheSame()
    {
        byte[] address = IPAddress.Parse("2001:db8::1").GetAddressBytes();
        byte[] compressed = [0xC0, DnsQuery.HeaderSize];
        byte[] answer = [];
        (_, IDnsQueryResponse read) = await AskAsync(QueryType.A, true, question => answer = NameServer.WithOptions(
            NameServer.Answer(
                question,
                0,
                NameServer.CName(Www, "a.b.example.net"),
                ("a.b.example.net", DnsType.CName, [1, (byte)'c', .. compressed]),
                NameServer.A($"c.{Www}", "192.0.2.7"),
                NameServer.A($"c.{Www}", "192.0.2.8"),
                ("1.0.0.127.in-addr.arpa", DnsType.Pointer, compressed),
                (Www, DnsType.Aaaa, address)),
            0));
        DnsResponse own = DnsResponse.TryRead(answer)!;
        Assert.Equal(read.Answers.Select(Describe), own.Answers.Select(static each => $"{each.Name}. {each.Lifetime} {each.Address}{(each.Target is { } target ? target + "." : "")}"));
        Assert.Equal(6, own.Answers.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Code_IsTheSame(ushort code)
    {
        byte[] answer = [];
        (_, IDnsQueryResponse read) = await AskAsync(QueryType.A, true, question => answer = NameServer.WithAuthority(NameServer.Answer(question, code), 30));
        Assert.Equal((int)read.Header.ResponseCode, (int)DnsResponse.TryRead(answer)!.Code);
        Assert.Equal(30u, DnsResponse.TryRead(answer)!.Lifetime);
        Assert.Equal(30u, Assert.Single(read.Authorities.SoaRecords()).Minimum);
    }

    private static string Describe(DnsResourceRecord record) => $"{record.DomainName} {record.InitialTimeToLive} " + record switch
    {
        AddressRecord address => address.Address.ToString(),
        CNameRecord alias => alias.CanonicalName.ToString(),
        PtrRecord pointer => pointer.PtrDomainName.ToString(),
        _ => "",
    };

    // It takes a socket of the kernel's, which leads to the test.
    private static async Task<(byte[] Question, IDnsQueryResponse Answer)> AskAsync(QueryType type, bool hasOptions, Func<byte[], byte[]> answer)
    {
        using UdpClient server = new(new IPEndPoint(IPAddress.Loopback, 0));
        LookupClient client = new(new LookupClientOptions((IPEndPoint)server.Client.LocalEndPoint!)
        {
            UseCache = false,
            Retries = 0,
            Timeout = TimeSpan.FromSeconds(60),
            ContinueOnDnsError = false,
            ExtendedDnsBufferSize = hasOptions ? DnsQuery.MaxDatagram : 0,
        });
        Task<IDnsQueryResponse> asking = client.QueryAsync(Www, type);
        UdpReceiveResult question = await server.ReceiveAsync();
        await server.SendAsync(answer(question.Buffer), question.RemoteEndPoint);
        return (question.Buffer, await asking);
    }
}
