using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>A message between bridges (IEEE 802.1D-2004, 9.3), in an Ethernet frame with an LLC header (IEEE 802.2).</summary>
internal readonly record struct Bpdu
{
    /// <summary>The longest frame without its padding: RST BPDU.</summary>
    internal const int MaxFrame = EthernetHeader.Size + LlcSize + RapidSize;

    private const int LlcSize = 3;
    private const int NotificationSize = 4;
    private const int ConfigurationSize = 35;
    private const int RapidSize = 36;

    private const byte LlcAddress = 0x42;
    private const byte UnnumberedInformation = 0x03;
    private const byte RapidVersion = 2;
    private const byte NotificationType = 0x80;
    private const byte RapidType = 0x02;

    // Times are in units of 1/256 s.
    private const int TimeUnit = 256;

    /// <summary>Gets the group that bridges are, and to which no frame is forwarded.</summary>
    internal static MacAddress Group { get; } = new(0x0180_C200_0000);

    /// <summary>Gets a value indicating whether it is of the rapid protocol.</summary>
    internal bool IsRapid { get; init; }

    /// <summary>Gets a value indicating whether it tells of a change, and nothing else, in the protocol of 1998.</summary>
    internal bool IsNotification { get; init; }

    internal BpduFlags Flags { get; init; }

    internal SpanningTreeVector Vector { get; init; }

    internal SpanningTreeTimes Times { get; init; }

    /// <summary>Reads a frame to <see cref="Group"/>; <see langword="false"/> if it is no such message.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> frame, out Bpdu bpdu)
    {
        bpdu = default;
        if (frame.Length < EthernetHeader.Size + LlcSize + NotificationSize)
        {
            return false;
        }

        ReadOnlySpan<byte> llc = frame[EthernetHeader.Size..];
        ReadOnlySpan<byte> bytes = llc[LlcSize..Math.Min(llc.Length, Math.Max(LlcSize, (int)EthernetHeader.Type(frame)))];
        if (llc is not [LlcAddress, LlcAddress, UnnumberedInformation, ..] || bytes is not [0, 0, byte version, byte type, ..])
        {
            return false;
        }

        bool isRapid = version >= RapidVersion && type == RapidType;
        bpdu = new Bpdu { IsRapid = isRapid, IsNotification = type == NotificationType };
        if (bpdu.IsNotification)
        {
            return true;
        }

        if ((type != 0 && !isRapid) || bytes.Length < ConfigurationSize)
        {
            return false;
        }

        bpdu = bpdu with
        {
            // Those of before know of two flags, and of one kind of port that sends.
            Flags = isRapid ? (BpduFlags)bytes[4] : ((BpduFlags)bytes[4] & (BpduFlags.TopologyChange | BpduFlags.Acknowledgment)) | BpduFlags.Designated,
            Vector = new SpanningTreeVector(
                BinaryPrimitives.ReadUInt64BigEndian(bytes[5..]),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[13..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[17..]),
                BinaryPrimitives.ReadUInt16BigEndian(bytes[25..])),
            Times = new SpanningTreeTimes(TimeAt(bytes[27..]), TimeAt(bytes[29..]), TimeAt(bytes[31..]), TimeAt(bytes[33..])),
        };
        return true;
    }

    /// <summary>Writes the frame, and returns how long it is.</summary>
    internal int Write(Span<byte> frame, MacAddress source)
    {
        int size = IsNotification ? NotificationSize : IsRapid ? RapidSize : ConfigurationSize;
        EthernetHeader.Write(frame, Group, source, (ushort)(LlcSize + size));
        Span<byte> llc = frame[EthernetHeader.Size..];
        (llc[0], llc[1], llc[2]) = (LlcAddress, LlcAddress, UnnumberedInformation);
        Span<byte> bytes = llc.Slice(LlcSize, size);
        bytes.Clear();
        bytes[2] = IsRapid ? RapidVersion : (byte)0;
        bytes[3] = IsNotification ? NotificationType : IsRapid ? RapidType : (byte)0;
        if (!IsNotification)
        {
            bytes[4] = (byte)Flags;
            BinaryPrimitives.WriteUInt64BigEndian(bytes[5..], Vector.Root);
            BinaryPrimitives.WriteUInt32BigEndian(bytes[13..], (uint)Math.Min(Vector.Cost, uint.MaxValue));
            BinaryPrimitives.WriteUInt64BigEndian(bytes[17..], Vector.Bridge);
            BinaryPrimitives.WriteUInt16BigEndian(bytes[25..], Vector.Port);
            WriteTime(bytes[27..], Times.MessageAge);
            WriteTime(bytes[29..], Times.MaxAge);
            WriteTime(bytes[31..], Times.HelloTime);
            WriteTime(bytes[33..], Times.ForwardDelay);
        }

        return EthernetHeader.Size + LlcSize + size;
    }

    private static int TimeAt(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes) / TimeUnit;

    private static void WriteTime(Span<byte> bytes, int seconds) => BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(seconds * TimeUnit));
}
