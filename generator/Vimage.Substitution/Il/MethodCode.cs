using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Vimage.Substitution.Il;

/// <summary>The decoded code of a method, and where control can enter it.</summary>
internal sealed class MethodCode
{
    // One more than the index; 0 where no instruction begins.
    private readonly int[] _indexByOffset;
    private readonly bool[] _isTarget;
    private readonly Dictionary<int, int[]> _switches;

    private MethodCode(
        MethodDefinitionHandle method,
        int start,
        Instruction[] instructions,
        int[] indexByOffset,
        Dictionary<int, int[]> switches,
        ImmutableArray<ExceptionRegion> regions)
    {
        Method = method;
        Start = start;
        Instructions = instructions;
        Regions = regions;
        _indexByOffset = indexByOffset;
        _switches = switches;
        _isTarget = new bool[instructions.Length];
        MarkTargets();
    }

    internal MethodDefinitionHandle Method { get; }

    /// <summary>Gets the position of the code in the image's file.</summary>
    internal int Start { get; }

    /// <summary>Gets the size of the code in bytes.</summary>
    internal int Size => _indexByOffset.Length;

    internal Instruction[] Instructions { get; }

    internal ImmutableArray<ExceptionRegion> Regions { get; }

    /// <summary>Decodes a method.</summary>
    /// <param name="method">The method, for messages.</param>
    /// <param name="image">The image's file.</param>
    /// <param name="start">The position of the code in it.</param>
    /// <param name="size">The size of the code in bytes.</param>
    /// <param name="regions">The method's exception regions.</param>
    /// <exception cref="BadImageFormatException">It is not IL.</exception>
    internal static MethodCode Decode(
        MethodDefinitionHandle method, byte[] image, int start, int size, ImmutableArray<ExceptionRegion> regions)
    {
        List<Instruction> instructions = [];
        Dictionary<int, int[]> switches = [];
        int[] indexByOffset = new int[size];
        int end = start + size;
        for (int at = start; at < end;)
        {
            int offset = at - start;
            OpCode opcode = OpCodeTable.Decode(image, at, end)
                ?? throw new BadImageFormatException($"no instruction begins with the byte 0x{image[at]:X2} at IL_{offset:x4}");
            int operandAt = at + opcode.Size;
            int next = operandAt + OpCodeTable.OperandSize(opcode);
            if (next <= end && opcode.OperandType == OperandType.InlineSwitch)
            {
                uint count = (uint)ReadInt32(image, operandAt);
                next = count > (uint)(end - next) / 4 ? end + 1 : next + ((int)count * 4);
            }

            if (next > end)
            {
                throw new BadImageFormatException($"the instruction {opcode.Name} at IL_{offset:x4} goes beyond the end of the code");
            }

            if (opcode.OperandType == OperandType.InlineSwitch)
            {
                switches.Add(instructions.Count, ReadSwitch(image, operandAt, next - start));
            }

            indexByOffset[offset] = instructions.Count + 1;
            instructions.Add(new Instruction(offset, opcode, ReadOperand(opcode, image, operandAt, next - start), next - at));
            at = next;
        }

        return new MethodCode(method, start, [.. instructions], indexByOffset, switches, regions);
    }

    /// <summary>Returns whether control can reach an instruction from elsewhere than the one before it.</summary>
    internal bool IsTarget(int index) => _isTarget[index];

    /// <summary>Returns whether control can reach the instructions after <paramref name="first"/> only through it.</summary>
    /// <param name="first">The index of the first instruction.</param>
    /// <param name="count">The number of instructions, with the first.</param>
    internal bool IsStraight(int first, int count)
    {
        if (first < 0 || first + count > Instructions.Length)
        {
            return false;
        }

        for (int i = first + 1; i < first + count; i++)
        {
            if (_isTarget[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns whether control comes to the instructions after the first, up to the last, from among them alone, and stays.</summary>
    /// <param name="first">The index of the first instruction.</param>
    /// <param name="last">The index of the last one, from which control may go anywhere.</param>
    internal bool IsEnteredOnlyAt(int first, int last)
    {
        for (int i = 0; i < Instructions.Length; i++)
        {
            foreach (int target in TargetsOf(i))
            {
                int index = IndexAt(target);
                if ((index > first && index <= last) != (i >= first && i < last))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Returns whether branches and exception regions are either inside some instructions or outside.</summary>
    /// <param name="first">The index of the first instruction.</param>
    /// <param name="last">The index of the last one, to which branches may lead but none may be.</param>
    internal bool IsClosed(int first, int last)
    {
        for (int i = 0; i < Instructions.Length; i++)
        {
            foreach (int target in TargetsOf(i))
            {
                int index = IndexAt(target);
                if ((index >= first && index <= last) != (i >= first && i < last))
                {
                    return false;
                }
            }
        }

        int start = Instructions[first].Offset;
        int end = Instructions[last].End;
        return Regions.All(region => RegionOffsets(region).All(offset => offset < start || offset >= end));
    }

    /// <summary>Returns the index of the instruction at an offset.</summary>
    /// <exception cref="BadImageFormatException">None begins there.</exception>
    internal int IndexAt(int offset) =>
        (uint)offset < (uint)_indexByOffset.Length && _indexByOffset[offset] > 0
            ? _indexByOffset[offset] - 1
            : throw new BadImageFormatException($"no instruction begins at IL_{offset:x4}, where a branch or an exception region leads");

    /// <summary>Returns the offsets that an instruction may branch to.</summary>
    internal IEnumerable<int> TargetsOf(int index)
    {
        Instruction instruction = Instructions[index];
        return instruction.OpCode.OperandType switch
        {
            OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget => [instruction.Operand],
            OperandType.InlineSwitch => _switches[index],
            _ => [],
        };
    }

    private void MarkTargets()
    {
        for (int i = 0; i < Instructions.Length; i++)
        {
            foreach (int target in TargetsOf(i))
            {
                _isTarget[IndexAt(target)] = true;
            }
        }

        // A region may end where the code does.
        foreach (int offset in Regions.SelectMany(RegionOffsets).Where(offset => offset != _indexByOffset.Length))
        {
            _isTarget[IndexAt(offset)] = true;
        }
    }

    private static IEnumerable<int> RegionOffsets(ExceptionRegion region)
    {
        yield return region.TryOffset;
        yield return region.TryOffset + region.TryLength;
        yield return region.HandlerOffset;
        yield return region.HandlerOffset + region.HandlerLength;
        if (region.Kind == ExceptionRegionKind.Filter)
        {
            yield return region.FilterOffset;
        }
    }

    private static int ReadOperand(OpCode opcode, byte[] image, int at, int nextOffset) => opcode.OperandType switch
    {
        OperandType.InlineNone or OperandType.InlineI8 or OperandType.InlineR => 0,
        OperandType.ShortInlineBrTarget => nextOffset + (sbyte)image[at],
        OperandType.InlineBrTarget => nextOffset + ReadInt32(image, at),
        OperandType.ShortInlineI or OperandType.ShortInlineVar => image[at],
        OperandType.InlineVar => image[at] | (image[at + 1] << 8),
        _ => ReadInt32(image, at),
    };

    private static int[] ReadSwitch(byte[] image, int at, int nextOffset)
    {
        int[] targets = new int[ReadInt32(image, at)];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = nextOffset + ReadInt32(image, at + 4 + (i * 4));
        }

        return targets;
    }

    private static int ReadInt32(byte[] bytes, int at) =>
        bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
