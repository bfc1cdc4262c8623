using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>A name server in a vnet: answers what it was told to, in the thread that brings the question.</summary>
internal sealed class NameServer : IDisposable
{
    private readonly VnetUdpClient _client;
    private readonly Func<byte[], IEnumerable<byte[]>> _answer;

    /// <param name="vnet">The vnet that it is in.</param>
    /// <param name="answer">Returns the datagrams that are to be sent back for one that has come.</param>
    /// <param name="address">The address at which it is asked; any of IPv4 unless given.</param>
    internal NameServer(Vnet vnet, Func<byte[], IEnumerable<byte[]>> answer, IPAddress? address = null)
    {
        _answer = answer;
        _client = vnet.Run(() => new VnetUdpClient(new IPEndPoint(address ?? IPAddress.Any, 53)));
        _ = vnet.RunAsync(ServeAsync);
    }

    /// <summary>Gets the questions that have come.</summary>
    internal List<(byte[] Message, IPEndPoint From)> Questions { get; } = [];

    /// <summary>Returns an answer to a question, with records that are good for a minute.</summary>
    internal static byte[] Answer(byte[] question, ushort flags, params (string Name, DnsType Type, byte[] Data)[] records)
    {
        int end = DnsQuery.HeaderSize;
        Assert.True(DnsName.TryRead(question, ref end, out _));
        List<byte> message = [.. question[..(end + 4)]];
        byte[] header = new byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)(0x8180 | flags));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)records.Length);
        for (int i = 0; i < header.Length; i++)
        {
            message[2 + i] = header[i];
        }

        foreach ((string name, DnsType type, byte[] data) in records)
        {
            message.AddRange(Name(name));
            message.AddRange([0, (byte)type, 0, 1, 0, 0, 0, 60, 0, (byte)data.Length, .. data]);
        }

        return [.. message];
    }

    /// <summary>Makes a record of an address, of either family.</summary>
    internal static (string Name, DnsType Type, byte[] Data) A(string name, string address) =>
        IPAddress.Parse(address) is var parsed && parsed.AddressFamily == AddressFamily.InterNetworkV6 ? (name, DnsType.Aaaa, parsed.GetAddressBytes()) : (name, DnsType.A, parsed.GetAddressBytes());

    internal static (string Name, DnsType Type, byte[] Data) CName(string name, string target) => (name, DnsType.CName, Name(target));

    internal static byte[] Name(string name)
    {
        byte[] bytes = new byte[DnsName.MaxSize];
        return bytes[..DnsName.Write(name, bytes)];
    }

    /// <summary>Adds to an answer that has nothing but answers who is in charge, and for how many seconds one may know that there is nothing.</summary>
    internal static byte[] WithAuthority(byte[] answer, byte seconds)
    {
        byte[] data = [.. Name("ns.example.org"), .. Name("root.example.org"), .. new byte[19], seconds];
        answer[9] = 1;
        return [.. answer, .. Name("example.org"), 0, (byte)DnsType.StartOfAuthority, 0, 1, 0, 0, 1, 0, 0, (byte)data.Length, .. data];
    }

    /// <summary>Adds the upper bits of a code, among options, to an answer that has nothing but answers.</summary>
    internal static byte[] WithOptions(byte[] answer, byte upperCode)
    {
        answer[11] = 1;
        return [.. answer, 0, 0, (byte)DnsType.Options, 4, 208, upperCode, 0, 0, 0, 0, 0];
    }

    /// <summary>Returns whether a question says that a longer answer would do.</summary>
    internal static bool HasOptions(byte[] question) => question[11] == 1;

    /// <summary>Returns what a question asks of a name.</summary>
    internal static DnsType TypeIn(byte[] question)
    {
        int offset = DnsQuery.HeaderSize;
        Assert.True(DnsName.TryRead(question, ref offset, out _));
        return (DnsType)BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(offset));
    }

    /// <summary>Returns the name that a question is about.</summary>
    internal static string NameIn(byte[] question)
    {
        int offset = DnsQuery.HeaderSize;
        Assert.True(DnsName.TryRead(question, ref offset, out string name));
        return name;
    }

    public void Dispose() => _client.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult received = await _client.ReceiveAsync().ConfigureAwait(false);
                Questions.Add((received.Buffer, received.RemoteEndPoint));
                foreach (byte[] datagram in _answer(received.Buffer))
                {
                    await _client.SendAsync(datagram, received.RemoteEndPoint).ConfigureAwait(false);
                }
            }
        }
        catch (SocketException)
        {
            // Closed.
        }
        catch (ObjectDisposedException)
        {
            // Closed.
        }
    }
}
