using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Vimage.Substitution.Tests.Harness;

/// <summary>What a portable PDB says about each method, in text: points, scopes, and what debuggers step through.</summary>
internal sealed record SymbolText(IReadOnlyList<string> Lines)
{
    private static readonly Guid s_stepping = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");
    private static readonly Guid s_hoisted = new("6DA9A61E-F8C7-4874-BE62-68BC5630DF71");

    internal static SymbolText Of(Emitted program)
    {
        using PEReader file = new(new MemoryStream(program.Image));
        Assert.True(file.TryOpenAssociatedPortablePdb(
            "program.dll", _ => program.Symbols is null ? null : new MemoryStream(program.Symbols), out MetadataReaderProvider? provider, out _));
        using (provider)
        {
            MetadataReader metadata = file.GetMetadataReader();
            MetadataReader symbols = provider!.GetMetadataReader();
            return new SymbolText([.. metadata.MethodDefinitions.SelectMany(method => Of(metadata, symbols, method))]);
        }
    }

    internal static unsafe byte[] BytesOf(MetadataReader symbols)
    {
        byte[] bytes = new byte[symbols.MetadataLength];
        Marshal.Copy((nint)symbols.MetadataPointer, bytes, 0, bytes.Length);
        return bytes;
    }

    private static IEnumerable<string> Of(MetadataReader metadata, MetadataReader symbols, MethodDefinitionHandle handle)
    {
        MethodDefinition method = metadata.GetMethodDefinition(handle);
        string name = $"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}";
        foreach (SequencePoint point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} point {point.Offset:x}{(point.IsHidden ? "" : " seen")}");
        }

        foreach (LocalScopeHandle each in symbols.GetLocalScopes(handle))
        {
            LocalScope scope = symbols.GetLocalScope(each);
            string variables = string.Join(' ', scope.GetLocalVariables().Select(variable => symbols.GetString(symbols.GetLocalVariable(variable).Name)));
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} scope {scope.StartOffset:x}-{scope.EndOffset:x} {variables}");
        }

        foreach (CustomDebugInformationHandle each in symbols.GetCustomDebugInformation(handle))
        {
            CustomDebugInformation information = symbols.GetCustomDebugInformation(each);
            Guid kind = symbols.GetGuid(information.Kind);
            if (kind == s_hoisted)
            {
                yield return $"{name} hoisted {Convert.ToHexString(symbols.GetBlobBytes(information.Value))}";
            }
            else if (kind == s_stepping)
            {
                // The last number of each step is a row, which is another one where there are accessors.
                yield return $"{name} stepping {Steps(symbols.GetBlobReader(information.Value))}";
            }
        }
    }

    private static string Steps(BlobReader blob)
    {
        string text = $"{blob.ReadUInt32():x}";
        while (blob.RemainingBytes > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" {blob.ReadUInt32():x}-{blob.ReadUInt32():x}");
            _ = blob.ReadCompressedInteger();
        }

        return text;
    }
}
