using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Vimage.Substitution.Accessors;
using Vimage.Substitution.Metadata;
using Vimage.Substitution.Relocation;
using Vimage.Substitution.Rewriting;
using Vimage.Substitution.Views;

namespace Vimage.Substitution;

/// <summary>
/// Puts field instructions in place of the calls of generated accessors, in a compiled assembly: afterwards the IL of those who
/// use a marked static is what the compiler emits for a plain one.
/// </summary>
/// <remarks>
/// Both are five bytes: an opcode and a token. So everything stays where it is, and the symbols stay true. Only an instruction for
/// a <c>volatile</c> field is longer, by its prefix: a method with one moves to the end of the section, and its symbols are adapted.
/// The accessors themselves stay, for other assemblies. Uses over a view, of hoisted code, become calls of accessors first.
/// </remarks>
public static class AccessorSubstitution
{
    /// <summary>Rewrites an assembly.</summary>
    /// <param name="image">The assembly's file. It is not changed.</param>
    /// <param name="symbols">Its portable PDB, if that is a file of its own.</param>
    /// <param name="openReference">Opens the referenced assembly with a simple name; <see langword="null"/> where there is none.</param>
    /// <returns>The file, rewritten. The same input gives the same output, and its own output nothing to do.</returns>
    /// <exception cref="SubstitutionException">It can't be rewritten.</exception>
    public static SubstitutionResult Substitute(byte[] image, Stream? symbols = null, Func<string, Stream?>? openReference = null)
    {
        if (image is null)
        {
            throw new ArgumentNullException(nameof(image));
        }

        try
        {
            byte[]? symbolsFile = symbols is null ? null : ReadAll(symbols);
            using ManagedImage compiled = ManagedImage.Open(image);
            using MetadataReaderProvider? pdb = OpenSymbols(compiled.File, symbolsFile);
            using ReferencedAssemblies references = new(openReference ?? (static _ => null));
            MetadataReader? symbolsReader = pdb?.GetMetadataReader();
            byte[] direct = new ViewUses(compiled, image, symbolsReader).Replace();
            using ManagedImage input = ManagedImage.Open(direct);
            if (!ReferenceEquals(direct, image))
            {
                ThrowIfSigned(input);
            }

            ProgramFiles program = new(direct, symbolsFile, symbolsReader, references);
            return Substitute(input, program, holdsBackVolatile: false) ?? Substitute(input, program, holdsBackVolatile: true)!;
        }
        catch (Exception exception) when (IsOfMalformedImage(exception))
        {
            throw new SubstitutionException(
                SubstitutionException.MalformedCode, $"its metadata or IL is malformed: {exception.Message}", exception);
        }
    }

    // Null if a method with a volatile field can't be moved.
    private static SubstitutionResult? Substitute(ManagedImage input, ProgramFiles program, bool holdsBackVolatile)
    {
        Dictionary<MethodDefinitionHandle, Accessor> accessors = new AccessorFinder(input).FindAll();
        if (accessors.Count == 0)
        {
            return new SubstitutionResult(program.Image, null, 0, []);
        }

        CallTargets targets = new(input.Metadata, accessors);
        UseCollector uses = new(input, targets, holdsBackVolatile);
        uses.Collect();
        if (uses.Calls.Count == 0)
        {
            return new SubstitutionResult(program.Image, null, 0, uses.Remainders);
        }

        ThrowIfSigned(input);
        (byte[] image, int substituted) =
            new ImageRewriter(program.Image, input.File.PEHeaders, input.Metadata, program.SymbolsReader, program.References).Rewrite(targets, uses);
        MethodDefinitionHandle[] usersOfVolatile = [.. uses.UsersOfVolatile];
        if (holdsBackVolatile || usersOfVolatile.Length == 0)
        {
            return new SubstitutionResult(image, null, substituted, uses.Remainders);
        }

        using ManagedImage rewritten = ManagedImage.Open(image);
        return new VolatilePrefixes(image, rewritten, program.Symbols, program.SymbolsReader).Insert(usersOfVolatile) is { } moved
            ? new SubstitutionResult(moved.Image, moved.Symbols is { } file ? file.AsMemory() : default(ReadOnlyMemory<byte>?), substituted, uses.Remainders)
            : null;
    }

    private static void ThrowIfSigned(ManagedImage input)
    {
        if (input.IsSigned)
        {
            throw new SubstitutionException(
                SubstitutionException.SignedCode,
                "it is signed already, and the signature would no longer be true. Set PublicSign (or DelaySign) to true in the project"
                + " and sign after the build, or set VimageExact to false");
        }
    }

    // The reader says BadImageFormat to most of what can be wrong with a file, but not to all of it.
    private static bool IsOfMalformedImage(Exception exception) => exception
        is BadImageFormatException
        or ArgumentException
        or InvalidOperationException
        or InvalidCastException
        or IndexOutOfRangeException
        or OverflowException;

    // Embedded symbols are found in the file itself; a file of symbols is taken only if it belongs to the assembly.
    private static MetadataReaderProvider? OpenSymbols(PEReader file, byte[]? symbols)
    {
        _ = file.TryOpenAssociatedPortablePdb(
            "assembly.dll", _ => symbols is null ? null : new MemoryStream(symbols), out MetadataReaderProvider? provider, out _);
        return provider;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed record ProgramFiles(byte[] Image, byte[]? Symbols, MetadataReader? SymbolsReader, ReferencedAssemblies References);
}
