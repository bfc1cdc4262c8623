using System.Buffers.Binary;
using System.Net;

namespace Vimage.Net;

/// <summary>An answer of a name server, as far as it is asked for here (RFC 1035, 4.1).</summary>
internal sealed class DnsResponse
{
    private const ushort ResponseBit = 0x8000;
    private const ushort OperationBits = 0x7800;
    private const ushort TruncationBit = 0x0200;
    private const ushort CodeBits = 0x000F;
    private const int RecordHeaderSize = 10;

    private DnsResponse(ushort flags, DnsQuery question)
    {
        Code = (DnsResponseCode)(flags & CodeBits);
        IsTruncated = (flags & TruncationBit) != 0;
        Question = question;
    }

    /// <summary>Gets the question that the server says it was asked.</summary>
    internal DnsQuery Question { get; }

    internal DnsResponseCode Code { get; }

    /// <summary>Gets a value indicating whether there was more than the datagram holds.</summary>
    internal bool IsTruncated { get; }

    /// <summary>Gets the answers, in the order of the message; what is not understood is left out.</summary>
    internal List<DnsRecord> Answers { get; } = [];

    /// <summary>Returns whether this is about a question: the id and the question itself are the same.</summary>
    internal bool IsTo(in DnsQuery query) =>
        Question.Id == query.Id && Question.Type == query.Type && string.Equals(Question.Name, query.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a message.</summary>
    /// <returns>The answer; <see langword="null"/> if the message is none, or is not well formed.</returns>
    internal static DnsResponse? TryRead(ReadOnlySpan<byte> message)
    {
        if (message.Length < DnsQuery.HeaderSize)
        {
            return null;
        }

        ushort flags = Word(message, 2);
        int offset = DnsQuery.HeaderSize;
        if ((flags & (ResponseBit | OperationBits)) != ResponseBit
            || Word(message, 4) != 1
            || !DnsName.TryRead(message, ref offset, out string name)
            || offset + 4 > message.Length
            || Word(message, offset + 2) != DnsQuery.Internet)
        {
            return null;
        }

        DnsResponse response = new(flags, new DnsQuery(Word(message, 0), name, (DnsType)Word(message, offset)));
        offset += 4;

        // Each takes some bytes of the message, so a count that promises more than there is does no harm.
        for (int count = Word(message, 6); count > 0; count--)
        {
            if (!response.TryReadAnswer(message, ref offset))
            {
                // What was cut off is cut somewhere.
                return response.IsTruncated ? response : null;
            }
        }

        return response;
    }

    private bool TryReadAnswer(ReadOnlySpan<byte> message, ref int offset)
    {
        if (!DnsName.TryRead(message, ref offset, out string name) || offset + RecordHeaderSize > message.Length)
        {
            return false;
        }

        DnsType type = (DnsType)Word(message, offset);
        bool isInternet = Word(message, offset + 2) == DnsQuery.Internet;
        int length = Word(message, offset + 8);
        int start = offset + RecordHeaderSize;
        offset = start + length;
        if (offset > message.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> data = message[start..offset];
        switch (type)
        {
            case DnsType.A when isInternet && length == 4:
            case DnsType.Aaaa when isInternet && length == 16:
                Answers.Add(new DnsRecord(name, type, new IPAddress(data), null));
                break;
            case DnsType.CName or DnsType.Pointer when isInternet:
                if (!DnsName.TryRead(message[..offset], ref start, out string target) || start != offset)
                {
                    return false;
                }

                Answers.Add(new DnsRecord(name, type, null, target));
                break;
        }

        return true;
    }

    private static ushort Word(ReadOnlySpan<byte> message, int offset) => BinaryPrimitives.ReadUInt16BigEndian(message[offset..]);
}
