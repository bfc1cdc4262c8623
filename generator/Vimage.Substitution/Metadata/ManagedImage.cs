using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Metadata;

/// <summary>An assembly's file, read; with the positions in the file of what may be changed in place.</summary>
internal sealed class ManagedImage : IDisposable
{
    private const int TinyFormat = 2;
    private const int FormatMask = 3;

    private readonly byte[] _bytes;

    private ManagedImage(byte[] bytes, PEReader file)
    {
        _bytes = bytes;
        File = file;
        Metadata = file.GetMetadataReader();
    }

    internal PEReader File { get; }

    internal MetadataReader Metadata { get; }

    /// <summary>Gets whether there is a signature over the content, be it a strong name's or Authenticode's.</summary>
    /// <remarks>
    /// Room for a strong name's signature alone, all zero, is what public and delayed signing leave: these are no signature yet.
    /// </remarks>
    internal bool IsSigned
    {
        get
        {
            if (File.PEHeaders.PEHeader!.CertificateTableDirectory.Size > 0)
            {
                return true;
            }

            DirectoryEntry signature = File.PEHeaders.CorHeader!.StrongNameSignatureDirectory;
            return signature.Size > 0
                && File.GetSectionData(signature.RelativeVirtualAddress).GetContent(0, signature.Size).Any(static each => each != 0);
        }
    }

    /// <summary>Reads an assembly.</summary>
    /// <exception cref="SubstitutionException">It is no assembly of IL alone.</exception>
    internal static ManagedImage Open(byte[] bytes)
    {
        PEReader file = new(new MemoryStream(bytes, writable: false));
        try
        {
            CorHeader header = HeadersOf(file).CorHeader is { } cor && file.HasMetadata
                ? cor
                : throw new SubstitutionException(SubstitutionException.NotManagedCode, "it has no managed code");
            return (header.Flags & CorFlags.ILOnly) != 0 && header.ManagedNativeHeaderDirectory.Size == 0
                ? new ManagedImage(bytes, file)
                : throw new SubstitutionException(
                    SubstitutionException.NotManagedCode, "it has native code beside the IL (mixed mode or ReadyToRun)");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static PEHeaders HeadersOf(PEReader file)
    {
        try
        {
            return file.PEHeaders;
        }
        catch (BadImageFormatException exception)
        {
            throw new SubstitutionException(
                SubstitutionException.NotManagedCode, $"it is no portable executable ({exception.Message})", exception);
        }
    }

    /// <summary>Decodes a method.</summary>
    /// <returns>Its code, or <see langword="null"/> if it has none.</returns>
    /// <exception cref="BadImageFormatException">It is not IL.</exception>
    internal MethodCode? Decode(MethodDefinitionHandle handle)
    {
        int address = Metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
        if (address == 0)
        {
            return null;
        }

        MethodBodyBlock body = File.GetMethodBody(address);
        int start = OffsetOf(address);
        start += HeaderSizeAt(start);
        return MethodCode.Decode(handle, _bytes, start, body.GetILReader().Length, body.ExceptionRegions);
    }

    /// <summary>As <see cref="Decode"/>, with the method's name in the message of the exception.</summary>
    internal MethodCode? DecodeOrTell(MethodDefinitionHandle handle)
    {
        try
        {
            return Decode(handle);
        }
        catch (BadImageFormatException exception)
        {
            throw new BadImageFormatException($"in {MetadataNames.Of(Metadata, handle)}, {exception.Message}", exception);
        }
    }

    public void Dispose() => File.Dispose();

    // A fat header says its own size, in words of four bytes, in the upper half of its second byte (ECMA-335 II.25.4).
    private int HeaderSizeAt(int start) => (_bytes[start] & FormatMask) == TinyFormat ? 1 : (_bytes[start + 1] >> 4) * 4;

    private int OffsetOf(int address)
    {
        SectionHeader section = File.PEHeaders.SectionHeaders[File.PEHeaders.GetContainingSectionIndex(address)];
        return address - section.VirtualAddress + section.PointerToRawData;
    }
}
