using System.Reflection.Emit;

namespace Vimage.Substitution.Il;

/// <summary>One decoded instruction.</summary>
/// <param name="Offset">Its distance from the start of the method's code, in bytes.</param>
/// <param name="OpCode">The opcode.</param>
/// <param name="Operand">
/// A token, the number of a variable, an integer, or the offset that a branch leads to; 0 if there is none, or one of eight bytes.
/// </param>
/// <param name="Size">The size in bytes, with the operand.</param>
internal readonly record struct Instruction(int Offset, OpCode OpCode, int Operand, int Size)
{
    internal int End => Offset + Size;

    internal bool Is(OpCode opcode) => OpCode == opcode;

    /// <summary>Gets whether the operand is the token of a field or method, or one that may be.</summary>
    internal bool HasMemberToken =>
        OpCode.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok;
}
