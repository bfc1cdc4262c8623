using System.Buffers.Binary;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;
using Vimage.Substitution.Symbols;

namespace Vimage.Substitution.Relocation;

/// <summary>
/// Puts <c>volatile.</c> before the instructions for volatile fields that have taken the place of calls. There is no room for it
/// where they are: the method's body moves to the end of the section, and its symbols follow.
/// </summary>
internal sealed class VolatilePrefixes(byte[] image, ManagedImage input, byte[]? symbols, MetadataReader? symbolsReader)
{
    private readonly byte[] _image = (byte[])image.Clone();
    private readonly PEHeaders _headers = input.File.PEHeaders;
    private readonly VolatileFields _fields = new(input.Metadata);
    private readonly DebugDirectory _debug = new(input.File);
    private readonly BlobBuilder _bodies = new();

    /// <summary>Moves the methods that need it.</summary>
    /// <param name="methods">Those in which calls have been replaced.</param>
    /// <returns>
    /// Both files, the symbols' only if it is one of its own; <see langword="null"/> if the file is laid out as no compiler does
    /// it, or its symbols are in another format, not at hand or too large to be extended.
    /// </returns>
    internal RelocatedFiles? Insert(IEnumerable<MethodDefinitionHandle> methods)
    {
        CodeSection section = new(_image, _headers);
        if (!section.IsExtensible(input.Metadata) || (_debug.HasSymbols && symbolsReader is null))
        {
            return null;
        }

        BodyEncoder encoder = new(_bodies);
        byte[]? embedded = _debug.ReadEmbedded(image);
        PortablePdb? pdb = symbolsReader is null ? null : new PortablePdb(embedded ?? symbols!, symbolsReader);
        foreach (MethodDefinitionHandle method in methods)
        {
            Move(method, section, encoder, pdb);
        }

        if (pdb is null)
        {
            return new RelocatedFiles(section.Append(_bodies), null);
        }

        if (!pdb.HasRoom)
        {
            return null;
        }

        byte[] moved = pdb.ToBytes();
        _debug.WriteChecksum(_image, moved, symbolsReader!.DebugMetadataHeader!.IdStartOffset);
        if (embedded is null)
        {
            return new RelocatedFiles(section.Append(_bodies), moved);
        }

        int address = section.EndAddress + _bodies.Count;
        BlobBuilder data = DebugDirectory.Embed(moved);
        _debug.ReferToEmbedded(_image, address, section.PositionOf(address), data.Count);
        _bodies.LinkSuffix(data);
        return new RelocatedFiles(section.Append(_bodies), null);
    }

    private void Move(MethodDefinitionHandle method, CodeSection section, BodyEncoder encoder, PortablePdb? pdb)
    {
        MethodCode code = input.Decode(method)!;
        HashSet<int> offsets = [.. OffsetsWithoutPrefix(code)];
        if (offsets.Count == 0)
        {
            return;
        }

        PrefixedCode prefixed = new(code, _image, instruction => offsets.Contains(instruction.Offset));
        MethodBodyBlock body = input.File.GetMethodBody(input.Metadata.GetMethodDefinition(method).RelativeVirtualAddress);
        int address = section.EndAddress + encoder.Add(body, code, prefixed);

        // The address is the first column of the row (ECMA-335 II.22.26).
        int row = input.Metadata.GetTableMetadataOffset(TableIndex.MethodDef)
            + ((MetadataTokens.GetRowNumber(method) - 1) * input.Metadata.GetTableRowSize(TableIndex.MethodDef));
        BinaryPrimitives.WriteInt32LittleEndian(_image.AsSpan(_headers.MetadataStartOffset + row), address);
        pdb?.Map(method, prefixed.Map);
    }

    private IEnumerable<int> OffsetsWithoutPrefix(MethodCode code)
    {
        for (int i = 0; i < code.Instructions.Length; i++)
        {
            Instruction instruction = code.Instructions[i];
            if ((instruction.Is(OpCodes.Ldsfld) || instruction.Is(OpCodes.Stsfld))
                && _fields.Contains(instruction.Operand)
                && (i == 0 || !code.Instructions[i - 1].Is(OpCodes.Volatile)))
            {
                yield return instruction.Offset;
            }
        }
    }
}
