using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Vimage.Migration.Scanning.Il;

/// <summary>Finds the instructions of a method that assign static fields.</summary>
internal static class IlStores
{
    private static readonly Dictionary<ILOpCode, OperandType> s_operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static opCode => (ILOpCode)(ushort)opCode.Value, static opCode => opCode.OperandType);

    /// <summary>Returns the tokens of the fields.</summary>
    internal static IReadOnlyList<int> In(BlobReader reader)
    {
        List<int> tokens = [];
        while (reader.RemainingBytes > 0)
        {
            byte first = reader.ReadByte();
            ILOpCode opCode = (ILOpCode)(first == 0xFE ? 0xFE00 | reader.ReadByte() : first);
            if (opCode == ILOpCode.Stsfld)
            {
                tokens.Add(reader.ReadInt32());
                continue;
            }

            reader.Offset += SizeOf(s_operands[opCode], reader);
        }

        return tokens;
    }

    private static int SizeOf(OperandType operand, BlobReader reader) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * reader.ReadInt32()),
        _ => 4,
    };
}
