using System.Reflection.Metadata;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Rewriting;

/// <summary>A method that is being rewritten, and what has to be known about it.</summary>
/// <param name="metadata">Its module.</param>
/// <param name="code">Its code as the compiler wrote it.</param>
/// <param name="symbols">Its symbols, if there is a portable PDB.</param>
/// <param name="original">The file as the compiler wrote it.</param>
/// <param name="image">The file that is written.</param>
internal sealed class MethodContext(MetadataReader metadata, MethodCode code, MethodSymbols? symbols, byte[] original, byte[] image)
{
    internal MetadataReader Metadata { get; } = metadata;

    internal MethodCode Code { get; } = code;

    internal Instruction[] Instructions => Code.Instructions;

    internal LocalLiveness Liveness { get; } = new(code);

    internal bool HasSymbols => symbols is not null;

    /// <summary>Returns whether instructions in a row can be written anew: control enters, and a statement begins, only at the first.</summary>
    internal bool CanRewrite(int first, int count) =>
        Code.IsStraight(first, count) && !HasSymbolsBetween(first, count);

    /// <summary>Returns whether the symbols have an offset after the first of some instructions and before their end.</summary>
    internal bool HasSymbolsBetween(int first, int count) =>
        symbols?.HasOffsetBetween(Instructions[first].Offset, Instructions[first + count - 1].End) == true;

    /// <summary>Returns whether the source names a local variable, where an instruction accesses it.</summary>
    internal bool IsNamed(int variable, int index) => symbols?.IsNamed(variable, Instructions[index].Offset) == true;

    internal CodeWindow Open(int first, int count) => new(original, image, Code, first, count);
}
