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

    private const ushort RecursionDesired = 0x0100;

    /// <summary>Returns the message; <see langword="null"/> if the name can't be one.</summary>
    internal byte[]? ToMessage()
    {
        byte[] message = new byte[HeaderSize + DnsName.MaxSize + 4];
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
        return message[..(HeaderSize + size + 4)];
    }
}
