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
    private const int StartOfAuthorityTail = 20;

    // No longer than that, whatever a server says.
    private const uint MaxLifetime = 24 * 60 * 60;

    private uint _negativeLifetime;

    private DnsResponse(ushort flags, DnsQuery question)
    {
        Code = (DnsResponseCode)(flags & CodeBits);
        IsTruncated = (flags & TruncationBit) != 0;
        Question = question;
    }

    private enum Section
    {
        Answer,
        Authority,
        Additional,
    }

    /// <summary>Gets the question that the server says it was asked.</summary>
    internal DnsQuery Question { get; }

    internal DnsResponseCode Code { get; private set; }

    /// <summary>Gets a value indicating whether there was more than the datagram holds.</summary>
    internal bool IsTruncated { get; }

    /// <summary>Gets the answers, in the order of the message; what is not understood is left out.</summary>
    internal List<DnsRecord> Answers { get; } = [];

    /// <summary>Gets for how many seconds it may be remembered: what there is as long as it says (RFC 2181, 8), that there is nothing as long as the zone says (RFC 2308, 5).</summary>
    internal uint Lifetime
    {
        get
        {
            uint least = Answers.Exists(each => each.Type == Question.Type) ? MaxLifetime : _negativeLifetime;
            Answers.ForEach(each => least = Math.Min(least, each.Lifetime));
            return least;
        }
    }

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
        for (Section section = Section.Answer; section <= Section.Additional; section++)
        {
            for (int count = Word(message, 6 + (2 * (int)section)); count > 0; count--)
            {
                if (!response.TryReadRecord(message, section, ref offset))
                {
                    // What was cut off is cut somewhere.
                    return response.IsTruncated ? response : null;
                }
            }
        }

        return response;
    }

    private bool TryReadRecord(ReadOnlySpan<byte> message, Section section, ref int offset)
    {
        if (!DnsName.TryRead(message, ref offset, out string name) || offset + RecordHeaderSize > message.Length)
        {
            return false;
        }

        DnsType type = (DnsType)Word(message, offset);
        bool isInternet = Word(message, offset + 2) == DnsQuery.Internet;
        uint lifetime = BinaryPrimitives.ReadUInt32BigEndian(message[(offset + 4)..]);
        int start = offset + RecordHeaderSize;
        offset = start + Word(message, offset + 8);
        if (offset > message.Length)
        {
            return false;
        }

        if (type == DnsType.Options && section == Section.Additional)
        {
            // The upper bits of the code are where others have their lifetime (RFC 6891, 6.1.3).
            Code |= (DnsResponseCode)(lifetime >> 24 << 4);
            return true;
        }

        // RFC 2181, 8: the highest bit is no part of a time.
        lifetime = lifetime > int.MaxValue ? 0 : Math.Min(lifetime, MaxLifetime);
        return !isInternet || TakeRecord(message[..offset], start, section, new DnsRecord(name, type, lifetime, null, null));
    }

    // The data is what is behind start; the names in it may lead to what is before.
    private bool TakeRecord(ReadOnlySpan<byte> message, int start, Section section, DnsRecord record)
    {
        ReadOnlySpan<byte> data = message[start..];
        switch (record.Type)
        {
            case DnsType.A when section == Section.Answer && data.Length == 4:
            case DnsType.Aaaa when section == Section.Answer && data.Length == 16:
                Answers.Add(record with { Address = new IPAddress(data) });
                break;
            case DnsType.CName or DnsType.Pointer when section == Section.Answer:
                if (!DnsName.TryRead(message, ref start, out string target) || start != message.Length)
                {
                    return false;
                }

                Answers.Add(record with { Target = target });
                break;
            case DnsType.StartOfAuthority when section == Section.Authority && data.Length > StartOfAuthorityTail:
                _negativeLifetime = Math.Min(record.Lifetime, BinaryPrimitives.ReadUInt32BigEndian(data[^sizeof(uint)..]));
                break;
        }

        return true;
    }

    private static ushort Word(ReadOnlySpan<byte> message, int offset) => BinaryPrimitives.ReadUInt16BigEndian(message[offset..]);
}
