using System.Buffers.Binary;

namespace Vimage.Bench.Net.Linux;

/// <summary>The one program that is needed, in the instructions of the kernel's virtual machine.</summary>
internal static class BpfCode
{
    internal const int InstructionSize = 8;

    private const byte LoadWord = 0x61;
    private const byte Move = 0xBF;
    private const byte MoveNumber = 0xB7;
    private const byte AddNumber = 0x07;
    private const byte JumpIfGreater = 0x2D;
    private const byte LoadLong = 0x18;
    private const byte StoreLong = 0x7B;
    private const byte StoreNumberWord = 0x62;
    private const byte Exit = 0x95;

    private const uint Drop = 1;
    private const uint Pass = 2;

    /// <summary>
    /// Returns a program that hands a frame to the stack, with what forwarding has changed in it brought back: the kernel uses its
    /// memory again, and again.
    /// </summary>
    internal static byte[] PassAgain(ReadOnlySpan<byte> frame)
    {
        // The destination and the beginning of the source; the time to live, the protocol and the checksum.
        const int Header = 34;
        const short Lifetime = 22;
        ulong link = BinaryPrimitives.ReadUInt64LittleEndian(frame);
        uint lifetime = BinaryPrimitives.ReadUInt32LittleEndian(frame[Lifetime..]);
        (byte Code, byte Target, byte Source, short Offset, uint Number)[] instructions =
        [
            (LoadWord, 2, 1, 0, 0),
            (LoadWord, 3, 1, 4, 0),
            (Move, 4, 2, 0, 0),
            (AddNumber, 4, 0, 0, Header),
            (MoveNumber, 0, 0, 0, Drop),
            (JumpIfGreater, 4, 3, 5, 0),
            (LoadLong, 5, 0, 0, (uint)link),
            (0, 0, 0, 0, (uint)(link >> 32)),
            (StoreLong, 2, 5, 0, 0),
            (StoreNumberWord, 2, 0, Lifetime, lifetime),
            (MoveNumber, 0, 0, 0, Pass),
            (Exit, 0, 0, 0, 0),
        ];
        byte[] code = new byte[instructions.Length * InstructionSize];
        for (int i = 0; i < instructions.Length; i++)
        {
            Span<byte> bytes = code.AsSpan(i * InstructionSize);
            bytes[0] = instructions[i].Code;
            bytes[1] = (byte)(instructions[i].Target | (instructions[i].Source << 4));
            BinaryPrimitives.WriteInt16LittleEndian(bytes[2..], instructions[i].Offset);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], instructions[i].Number);
        }

        return code;
    }
}
