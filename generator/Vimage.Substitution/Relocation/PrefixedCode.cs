using System.Buffers.Binary;
using System.Reflection.Emit;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Relocation;

/// <summary>The code of a method with <c>volatile.</c> before some of its instructions, and everything after them further on.</summary>
internal sealed class PrefixedCode
{
    private const int PrefixSize = 2;

    // From a short branch to the long one, and what the longer operand takes more (ECMA-335 III.1.2).
    private const int LongFromShort = 0x38 - 0x2B;
    private const int LongerBy = 3;

    private readonly MethodCode _code;
    private readonly byte[] _image;
    private readonly bool[] _hasPrefix;
    private readonly bool[] _isWidened;
    private readonly int[] _offsets;

    /// <summary>Lays out the code.</summary>
    /// <param name="code">The method.</param>
    /// <param name="image">The file that it lies in.</param>
    /// <param name="needsPrefix">Which of its instructions get the prefix.</param>
    internal PrefixedCode(MethodCode code, byte[] image, Func<Instruction, bool> needsPrefix)
    {
        _code = code;
        _image = image;
        _hasPrefix = [.. code.Instructions.Select(needsPrefix)];
        _isWidened = new bool[_hasPrefix.Length];
        _offsets = new int[_hasPrefix.Length + 1];
        do
        {
            Place();
        }
        while (Widen());
    }

    /// <summary>Gets the size in bytes.</summary>
    internal int Size => _offsets[_offsets.Length - 1];

    /// <summary>Returns where an offset of the original code is now: that of a prefixed instruction is at its prefix.</summary>
    internal int Map(int offset) =>
        offset == _code.Size ? Size : _offsets[_code.IndexAt(offset)];

    /// <summary>Returns the code.</summary>
    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        for (int i = 0; i < _hasPrefix.Length; i++)
        {
            int at = _offsets[i];
            if (_hasPrefix[i])
            {
                BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(at), OpCodes.Volatile.Value);
                at += PrefixSize;
            }

            Write(bytes.AsSpan(at, _offsets[i + 1] - at), i);
        }

        return bytes;
    }

    private void Place()
    {
        int offset = 0;
        for (int i = 0; i < _hasPrefix.Length; i++)
        {
            _offsets[i] = offset;
            offset += _code.Instructions[i].Size + (_hasPrefix[i] ? PrefixSize : 0) + (_isWidened[i] ? LongerBy : 0);
        }

        _offsets[_hasPrefix.Length] = offset;
    }

    private bool Widen()
    {
        bool hasWidened = false;
        for (int i = 0; i < _hasPrefix.Length; i++)
        {
            Instruction instruction = _code.Instructions[i];
            if (instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget
                && !_isWidened[i]
                && (Map(instruction.Operand) - _offsets[i + 1]) is < sbyte.MinValue or > sbyte.MaxValue)
            {
                hasWidened = _isWidened[i] = true;
            }
        }

        return hasWidened;
    }

    private void Write(Span<byte> bytes, int index)
    {
        Instruction instruction = _code.Instructions[index];
        int end = _offsets[index + 1];
        if (_isWidened[index])
        {
            bytes[0] = (byte)(instruction.Is(OpCodes.Leave_S) ? OpCodes.Leave.Value : instruction.OpCode.Value + LongFromShort);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(1), Map(instruction.Operand) - end);
            return;
        }

        _image.AsSpan(_code.Start + instruction.Offset, instruction.Size).CopyTo(bytes);
        int operand = instruction.OpCode.Size;
        switch (instruction.OpCode.OperandType)
        {
            case OperandType.ShortInlineBrTarget:
                bytes[operand] = (byte)(Map(instruction.Operand) - end);
                break;
            case OperandType.InlineBrTarget:
                BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(operand), Map(instruction.Operand) - end);
                break;
            case OperandType.InlineSwitch:
                foreach (int target in _code.TargetsOf(index))
                {
                    operand += sizeof(int);
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.Slice(operand), Map(target) - end);
                }

                break;
            default:
                break;
        }
    }
}
