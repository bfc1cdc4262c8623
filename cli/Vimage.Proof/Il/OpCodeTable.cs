using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Vimage.Proof.Il;

/// <summary>The names of IL's instructions and the forms of their operands, as the framework knows them.</summary>
internal static class OpCodeTable
{
    private static readonly FrozenDictionary<ILOpCode, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(static opCode => (ILOpCode)(ushort)opCode.Value);

    internal static string NameOf(ILOpCode opCode) => Of(opCode).Name!;

    internal static OperandType OperandOf(ILOpCode opCode) => Of(opCode).OperandType;

    private static OpCode Of(ILOpCode opCode) => s_opCodes.TryGetValue(opCode, out OpCode found)
        ? found
        : throw new BadImageFormatException($"unknown IL instruction 0x{(ushort)opCode:X}");
}
