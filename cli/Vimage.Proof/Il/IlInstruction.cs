using System.Reflection.Metadata;

namespace Vimage.Proof.Il;

/// <summary>One IL instruction, its operand as text that two builds share.</summary>
/// <param name="Offset">Where it begins in the body.</param>
/// <param name="OpCode">The instruction.</param>
/// <param name="Operand">The operand; nothing for one without, and for branches and locals.</param>
/// <param name="Targets">The offsets that it may branch to.</param>
/// <param name="Local">The local that it reads, writes or takes the address of; -1 for none.</param>
/// <param name="Token">The metadata token of the operand; 0 for none.</param>
internal sealed record IlInstruction(int Offset, ILOpCode OpCode, string Operand, IReadOnlyList<int> Targets, int Local, int Token);
