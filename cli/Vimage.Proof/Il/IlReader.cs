using System.Globalization;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using Vimage.Proof.Metadata;

namespace Vimage.Proof.Il;

/// <summary>Reads the body of a method.</summary>
internal static class IlReader
{
    /// <summary>Reads what a method's flags are, with its body or without.</summary>
    internal static IlBody Read(AssemblyImage image, MethodDefinitionHandle handle)
    {
        MethodDefinition method = image.Reader.GetMethodDefinition(handle);
        string flags = $".method {method.Attributes}; {method.ImplAttributes}";
        if (method.RelativeVirtualAddress == 0)
        {
            return new IlBody(flags, InitLocals: false, [], [], []);
        }

        MethodBodyBlock body = image.Pe.GetMethodBody(method.RelativeVirtualAddress);
        return new IlBody(
            flags,
            body.LocalVariablesInitialized,
            image.Names.Locals(body.LocalSignature),
            Instructions(image, body.GetILReader()),
            [.. body.ExceptionRegions.Select(region => Region(image, region))]);
    }

    private static List<IlInstruction> Instructions(AssemblyImage image, BlobReader reader)
    {
        List<IlInstruction> instructions = [];
        while (reader.RemainingBytes > 0)
        {
            instructions.Add(Instruction(image, ref reader));
        }

        return instructions;
    }

    private static IlInstruction Instruction(AssemblyImage image, ref BlobReader reader)
    {
        int offset = reader.Offset;
        byte first = reader.ReadByte();
        ILOpCode opCode = (ILOpCode)(first == 0xFE ? 0xFE00 | reader.ReadByte() : first);
        OperandType kind = OpCodeTable.OperandOf(opCode);
        string operand = "";
        IReadOnlyList<int> targets = [];
        int local = -1;
        int token = 0;
        switch (kind)
        {
            case OperandType.InlineNone:
                local = ShortLocal(opCode);
                break;
            case OperandType.ShortInlineBrTarget:
                int near = reader.ReadSByte();
                targets = [reader.Offset + near];
                break;
            case OperandType.InlineBrTarget:
                int far = reader.ReadInt32();
                targets = [reader.Offset + far];
                break;
            case OperandType.InlineSwitch:
                targets = Switch(ref reader);
                break;
            case OperandType.ShortInlineVar or OperandType.InlineVar:
                int number = kind == OperandType.InlineVar ? reader.ReadUInt16() : reader.ReadByte();
                bool isLocal = OpCodeTable.NameOf(opCode).Contains("loc", StringComparison.Ordinal);
                local = isLocal ? number : -1;
                operand = isLocal ? "" : Text(number);
                break;
            case OperandType.InlineString:
                token = reader.ReadInt32();
                operand = Quote(image.Reader.GetUserString((UserStringHandle)MetadataTokens.Handle(token)));
                break;
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType:
            case OperandType.InlineTok or OperandType.InlineSig:
                token = reader.ReadInt32();
                operand = image.Names.Entity(MetadataTokens.EntityHandle(token));
                break;
            default:
                operand = Number(kind, ref reader);
                break;
        }

        return new IlInstruction(offset, opCode, operand, targets, local, token);
    }

    private static int[] Switch(ref BlobReader reader)
    {
        int[] targets = new int[reader.ReadInt32()];
        for (int index = 0; index < targets.Length; index++)
        {
            targets[index] = reader.ReadInt32();
        }

        int next = reader.Offset;
        return [.. targets.Select(distance => next + distance)];
    }

    private static string Number(OperandType kind, ref BlobReader reader) => kind switch
    {
        OperandType.ShortInlineI => Text(reader.ReadSByte()),
        OperandType.InlineI => Text(reader.ReadInt32()),
        OperandType.InlineI8 => Text(reader.ReadInt64()),

        // By bits: NaNs have many values, and zero two.
        OperandType.ShortInlineR => Real(reader.ReadSingle()),
        OperandType.InlineR => Real(reader.ReadDouble()),
        _ => throw new BadImageFormatException($"unknown IL operand {kind}"),
    };

    private static int ShortLocal(ILOpCode opCode) => opCode switch
    {
        >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => opCode - ILOpCode.Ldloc_0,
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => opCode - ILOpCode.Stloc_0,
        _ => -1,
    };

    private static IlRegion Region(AssemblyImage image, ExceptionRegion region) => new(
        region.Kind,
        region.CatchType.IsNil ? "" : image.Names.Type(region.CatchType),
        region.TryOffset,
        region.TryOffset + region.TryLength,
        region.FilterOffset,
        region.HandlerOffset,
        region.HandlerOffset + region.HandlerLength);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Real(float number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:R} (0x{BitConverter.SingleToUInt32Bits(number):X8})");

    private static string Real(double number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:R} (0x{BitConverter.DoubleToUInt64Bits(number):X16})");

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            _ = c is >= ' ' and <= '~' and not '"' and not '\\'
                ? quoted.Append(c)
                : quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return quoted.Append('"').ToString();
    }
}
