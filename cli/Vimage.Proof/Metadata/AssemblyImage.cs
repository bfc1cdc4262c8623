using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Vimage.Proof.Metadata;

/// <summary>An assembly file that is read, never loaded.</summary>
internal sealed class AssemblyImage : IDisposable
{
    private AssemblyImage(string path, PEReader pe)
    {
        Path = path;
        Pe = pe;
        Reader = pe.GetMetadataReader();
        VimageMembers vimage = new(Reader);
        Vimage = vimage;
        CompilerNames = new CompilerNames(Reader);
        Names = new SymbolNames(Reader, CompilerNames, vimage);
    }

    internal string Path { get; }

    internal PEReader Pe { get; }

    internal MetadataReader Reader { get; }

    internal CompilerNames CompilerNames { get; }

    internal VimageMembers Vimage { get; }

    internal SymbolNames Names { get; }

    /// <summary>Opens an assembly.</summary>
    /// <param name="path">The file.</param>
    /// <param name="role">What it is in the proof, for messages.</param>
    /// <exception cref="ProofException">The file can't be read, or is not a .NET assembly.</exception>
    internal static AssemblyImage Open(string path, string role)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new ProofException($"The assembly {role} does not exist: {full}. Build it first, or correct the path.") { IsBadInput = true };
        }

        PEReader? pe = null;
        try
        {
            pe = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(File.ReadAllBytes(full)));
            if (!pe.HasMetadata || !pe.GetMetadataReader().IsAssembly)
            {
                throw new BadImageFormatException("it has no .NET metadata of an assembly");
            }

            return new AssemblyImage(full, pe);
        }
        catch (Exception fault) when (fault is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            pe?.Dispose();
            throw new ProofException($"The assembly {role} can't be read: {full}: {fault.Message}. Name the built .dll.", fault) { IsBadInput = true };
        }
    }

    public void Dispose() => Pe.Dispose();
}
