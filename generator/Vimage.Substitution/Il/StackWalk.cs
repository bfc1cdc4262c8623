using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Vimage.Substitution.Il;

/// <summary>Finds the instruction that takes a value from the evaluation stack.</summary>
internal static class StackWalk
{
    /// <summary>Finds what consumes the value that is on top of the stack before an instruction.</summary>
    /// <param name="code">The method.</param>
    /// <param name="metadata">Its module.</param>
    /// <param name="index">The index of that instruction.</param>
    /// <param name="above">How many values lie above it by then; it is that one's consumer that is found.</param>
    /// <returns>
    /// The index of the consumer, and how many of the values that it takes lie below this one;
    /// <see langword="null"/> if the end of the method comes first.
    /// </returns>
    /// <remarks>
    /// One pass forwards is enough: where code can't be reached from the instruction before, the stack is as an earlier branch
    /// has left it (ECMA-335 III.1.7.5).
    /// </remarks>
    internal static (int Index, int Below)? FindConsumer(MethodCode code, MetadataReader metadata, int index, int above = 0)
    {
        Dictionary<int, int> depthAt = [];
        int? depth = 1 + above;
        for (int i = index; i < code.Instructions.Length; i++)
        {
            Instruction instruction = code.Instructions[i];
            if (depth is null && depthAt.TryGetValue(instruction.Offset, out int branched))
            {
                depth = branched;
            }

            if (depth is not { } values || instruction.Is(OpCodes.Ret))
            {
                depth = null;
                continue;
            }

            StackEffect effect = StackEffect.Of(metadata, instruction);
            if (effect.Pops >= values)
            {
                return (i, effect.Pops - values);
            }

            depth = values - effect.Pops + effect.Pushes;
            foreach (int target in code.TargetsOf(i))
            {
                depthAt[target] = depth.Value;
            }

            if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Throw)
            {
                depth = null;
            }
        }

        return null;
    }
}
