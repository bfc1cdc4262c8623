using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Vimage.Substitution.Accessors;
using Vimage.Substitution.Metadata;
using Vimage.Substitution.Rewriting;

namespace Vimage.Substitution;

/// <summary>
/// Puts field instructions in place of the calls of generated accessors, in a compiled assembly: afterwards the IL of those who
/// use a marked static is what the compiler emits for a plain one.
/// </summary>
/// <remarks>
/// Both are five bytes: an opcode and a token. So everything stays where it is, and the symbols stay true. The accessors
/// themselves stay too, for other assemblies.
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
            using ManagedImage input = ManagedImage.Open(image);
            return Substitute(image, input, symbols, openReference);
        }
        catch (Exception exception) when (IsOfMalformedImage(exception))
        {
            throw new SubstitutionException(
                SubstitutionException.MalformedCode, $"its metadata or IL is malformed: {exception.Message}", exception);
        }
    }

    private static SubstitutionResult Substitute(
        byte[] image, ManagedImage input, Stream? symbols, Func<string, Stream?>? openReference)
    {
        Dictionary<MethodDefinitionHandle, Accessor> accessors = new AccessorFinder(input).FindAll();
        if (accessors.Count == 0)
        {
            return new SubstitutionResult(image, 0, []);
        }

        CallTargets targets = new(input.Metadata, accessors);
        UseCollector uses = new(input, targets);
        uses.Collect();
        if (uses.Calls.Count == 0)
        {
            return new SubstitutionResult(image, 0, uses.Remainders);
        }

        if (input.IsSigned)
        {
            throw new SubstitutionException(
                SubstitutionException.SignedCode,
                "it is signed already, and the signature would no longer be true. Set PublicSign (or DelaySign) to true in the project"
                + " and sign after the build, or set VimageExact to false");
        }

        using MetadataReaderProvider? pdb = OpenSymbols(input.File, symbols);
        using ReferencedAssemblies references = new(openReference ?? (static _ => null));
        return new ImageRewriter(image, input.File.PEHeaders, input.Metadata, pdb?.GetMetadataReader(), references).Rewrite(targets, uses);
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
    private static MetadataReaderProvider? OpenSymbols(PEReader file, Stream? symbols)
    {
        _ = file.TryOpenAssociatedPortablePdb("assembly.dll", _ => symbols, out MetadataReaderProvider? provider, out _);
        return provider;
    }
}
