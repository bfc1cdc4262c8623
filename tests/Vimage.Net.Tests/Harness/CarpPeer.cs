using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Vimage.Net.Tests;

/// <summary>Another host with the same addresses: advertisements put together byte by byte, from the format alone.</summary>
internal sealed record CarpPeer(string[] Addresses, int Vhid = 1, int AdvBase = 1, int AdvSkew = 0, string Pass = "foobar")
{
    internal const string Group = "224.0.0.18";
    internal const string Group6 = "ff02::12";

    private const byte Protocol = 112;

    private ulong _counter = 1000;

    /// <summary>Returns an advertisement with the next counter.</summary>
    internal byte[] Advertise()
    {
        byte[] message = new byte[36];
        message[0] = 0x21;
        message[1] = (byte)Vhid;
        message[2] = (byte)AdvSkew;
        message[3] = 7;
        message[5] = (byte)AdvBase;
        BinaryPrimitives.WriteUInt64BigEndian(message.AsSpan(8), ++_counter);
        IOrderedEnumerable<byte[]> sorted = Addresses.Select(static each => IPAddress.Parse(each).GetAddressBytes())
            .OrderBy(static each => each.Length).ThenBy(Convert.ToHexString, StringComparer.Ordinal);
        byte[] proved = [2, 1, (byte)Vhid, .. sorted.SelectMany(static each => each), .. message[8..16]];
#pragma warning disable CA5350 // The protocol has no other.
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(Pass), proved).CopyTo(message, 16);
#pragma warning restore CA5350
        return WithChecksum(message);
    }

    /// <summary>Lets one come in over IPv4.</summary>
    internal void SendBy(Wire wire, byte[]? message = null, byte timeToLive = 255, string destination = Group) =>
        wire.InjectIp(Packets.Ip("192.0.2.2", destination, Protocol, message ?? Advertise(), timeToLive));

    /// <summary>The same over IPv6.</summary>
    internal void SendBy6(Wire wire, byte[]? message = null, byte hopLimit = 255) =>
        wire.InjectIp6(Packets6.Ip("fe80::2", Group6, Protocol, message ?? Advertise(), hopLimit));

    internal static byte[] WithChecksum(byte[] message)
    {
        message[6] = message[7] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), InternetChecksum.Of(message));
        return message;
    }
}
