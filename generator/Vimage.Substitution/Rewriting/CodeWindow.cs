using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Rewriting;

/// <summary>A few instructions in a row that are written anew, with <c>nop</c> where the new ones are shorter.</summary>
internal sealed class CodeWindow
{
    private readonly byte[] _original;
    private readonly byte[] _image;
    private readonly MethodCode _code;
    private readonly int _end;
    private int _at;

    /// <summary>Opens a window.</summary>
    /// <param name="original">The file as the compiler wrote it.</param>
    /// <param name="image">The file that is written.</param>
    /// <param name="code">The method.</param>
    /// <param name="first">The index of the first instruction to replace.</param>
    /// <param name="count">The number of instructions to replace.</param>
    internal CodeWindow(byte[] original, byte[] image, MethodCode code, int first, int count)
    {
        _original = original;
        _image = image;
        _code = code;
        _at = code.Start + code.Instructions[first].Offset;
        _end = code.Start + code.Instructions[first + count - 1].End;
    }

    /// <summary>Writes an instruction with the token of a field.</summary>
    internal CodeWindow Put(OpCode opcode, EntityHandle field) => Put(opcode, MetadataTokens.GetToken(field));

    /// <summary>Writes an instruction with a token; the opcode must be of one byte.</summary>
    internal CodeWindow Put(OpCode opcode, int token)
    {
        _image[_at++] = (byte)opcode.Value;
        for (int shift = 0; shift < 32; shift += 8)
        {
            _image[_at++] = (byte)(token >> shift);
        }

        return this;
    }

    /// <summary>Writes an instruction of the method as it was; it must be no branch.</summary>
    internal CodeWindow Copy(Instruction instruction)
    {
        Array.Copy(_original, _code.Start + instruction.Offset, _image, _at, instruction.Size);
        _at += instruction.Size;
        return this;
    }

    /// <summary>Moves code of the method here, as it is by now. Branches in it must stay in it.</summary>
    /// <param name="offset">Its offset in the method's code, beyond what has been written.</param>
    /// <param name="size">Its size in bytes.</param>
    internal CodeWindow Move(int offset, int size)
    {
        Array.Copy(_image, _code.Start + offset, _image, _at, size);
        _at += size;
        return this;
    }

    /// <summary>Fills the rest of the window.</summary>
    internal void Close()
    {
        while (_at < _end)
        {
            _image[_at++] = (byte)OpCodes.Nop.Value;
        }
    }
}
