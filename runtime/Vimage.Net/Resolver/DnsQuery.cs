using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>A question to a name server (RFC 1035, 4.1.1 and 4.1.2).</summary>
/// <param name="Id">What the answer bears too.</param>
/// <param name="Name">The name, without the dot at the end.</param>
/// <param name="Type">What is asked about it.</param>
internal readonly record struct DnsQuery(ushort Id, string Name, DnsType Type)
{
    internal const int HeaderSize = 12;
    internal const ushort Internet = 1;

    /// <summary>How long a datagram may be: what no link on the way has to fragment. (DNS flag day 2020)</summary>
    internal const int MaxDatagram = 1232;

    private const ushort RecursionDesired = 0x0100;
    private const int OptionsSize = 11;

    /// <summary>Returns the message; <see langword="null"/> if the name can't be one.</summary>
    /// <param name="hasOptions">Say that the answer may be longer than 512 bytes (RFC 6891).</param>
    internal byte[]? ToMessage(bool hasOptions)
    {
        byte[] message = new byte[HeaderSize + DnsName.MaxSize + 4 + OptionsSize];
        int size = DnsName.Write(Name, message.AsSpan(HeaderSize));
        if (size == 0)
        {
            return null;
        }

        BinaryPrimitives.WriteUInt16BigEndian(message, Id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(HeaderSize + size), (ushort)Type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(HeaderSize + size + 2), Internet);
        int end = HeaderSize + size + 4;
        if (hasOptions)
        {
            // Of no name, and with the size where others have their class; no extended code, version 0, no flags, no data.
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(10), 1);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(end + 1), (ushort)DnsType.Options);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(end + 3), MaxDatagram);
            end += OptionsSize;
        }

        return message[..end];
    }
}
