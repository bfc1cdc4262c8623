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
    internal NameServer(Vnet vnet, Func<byte[], IEnumerable<byte[]>> answer)
    {
        _answer = answer;
        _client = vnet.Run(static () => new VnetUdpClient(53));
        _ = vnet.RunAsync(ServeAsync);
    }

    /// <summary>Gets the questions that have come.</summary>
    internal List<(byte[] Message, IPEndPoint From)> Questions { get; } = [];

    /// <summary>Returns an answer to a question, with records.</summary>
    internal static byte[] Answer(byte[] question, ushort flags, params (string Name, DnsType Type, byte[] Data)[] records)
    {
        List<byte> message = [.. question];
        byte[] header = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)(0x8180 | flags));
        (message[2], message[3], message[7]) = (header[0], header[1], (byte)records.Length);
        foreach ((string name, DnsType type, byte[] data) in records)
        {
            message.AddRange(Name(name));
            message.AddRange([0, (byte)type, 0, 1, 0, 0, 0, 60, 0, (byte)data.Length, .. data]);
        }

        return [.. message];
    }

    internal static (string Name, DnsType Type, byte[] Data) A(string name, string address) => (name, DnsType.A, IPAddress.Parse(address).GetAddressBytes());

    internal static (string Name, DnsType Type, byte[] Data) CName(string name, string target) => (name, DnsType.CName, Name(target));

    internal static byte[] Name(string name)
    {
        byte[] bytes = new byte[DnsName.MaxSize];
        return bytes[..DnsName.Write(name, bytes)];
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
