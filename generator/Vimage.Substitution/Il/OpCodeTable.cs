using System.Reflection;
using System.Reflection.Emit;

namespace Vimage.Substitution.Il;

/// <summary>The opcodes of ECMA-335, by their encoding.</summary>
internal static class OpCodeTable
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly OpCode?[] s_oneByte = Read(size: 1);
    private static readonly OpCode?[] s_twoBytes = Read(size: 2);

    /// <summary>Decodes the opcode at a position.</summary>
    /// <param name="code">Where the code is.</param>
    /// <param name="at">The opcode's position.</param>
    /// <param name="end">The position after the code.</param>
    /// <returns>The opcode, or <see langword="null"/> if there is none with that encoding.</returns>
    internal static OpCode? Decode(byte[] code, int at, int end)
    {
        byte first = code[at];
        return first != TwoBytePrefix ? s_oneByte[first]
            : at + 1 < end ? s_twoBytes[code[at + 1]]
            : null;
    }

    /// <summary>Returns the size of an opcode's operand in bytes; of <c>switch</c>, that of the count alone.</summary>
    internal static int OperandSize(OpCode opcode) => opcode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static OpCode?[] Read(int size)
    {
        OpCode?[] table = new OpCode?[256];
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            // The encodings of the prefix byte itself are listed too, as "internal".
            if (field.GetValue(null) is OpCode opcode && opcode.Size == size && opcode.OpCodeType != OpCodeType.Nternal)
            {
                table[opcode.Value & 0xFF] = opcode;
            }
        }

        return table;
    }
}
