using Vimage.Proof.Il;
using Vimage.Proof.MachineCode;
using Vimage.Proof.Metadata;

namespace Vimage.Proof;

/// <summary>
/// Proves that two builds of an assembly are one program, such as the plain one and the virtualized one in <c>Globals</c>: method
/// by method, by IL and by the machine code that the JIT makes of them in a process of its own. No code of the builds is run.
/// </summary>
/// <remarks>
/// Machine code is compared by what it does to what: each build is listed twice, numbers that differ between the two runs are
/// addresses, and addresses are named after the field, type, literal or method that is there. An address that has no name must
/// be used by both builds in the same places. Everything else, constants of any size among it, must be the same text. Class
/// constructors have not run, so the checks for them are part of the code on both sides.
/// </remarks>
public static class ZeroDifferenceProof
{
    /// <summary>Compares two builds of an assembly.</summary>
    /// <param name="beforePath">The assembly before, its dependencies beside it.</param>
    /// <param name="afterPath">The assembly after, its dependencies beside it.</param>
    /// <param name="options">How to compare; by IL and by machine code if not given.</param>
    /// <param name="cancellationToken">Ends the comparison, and the processes it has started.</param>
    /// <returns>What was found, method by method.</returns>
    /// <exception cref="ProofException">A file is no readable assembly, or could not be listed.</exception>
    public static async Task<ProofResult> CompareAsync(
        string beforePath, string afterPath, ProofOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(beforePath);
        ArgumentException.ThrowIfNullOrEmpty(afterPath);
        options ??= new ProofOptions();
        using AssemblyImage before = AssemblyImage.Open(beforePath, "before");
        using AssemblyImage after = AssemblyImage.Open(afterPath, "after");
        MethodPairing pairing = MethodPairing.Of(before, after);

        bool comparesIl = options.Levels.HasFlag(ProofLevels.Il);
        IEnumerable<IlComparison> il = pairing.Pairs.Select(pair =>
            comparesIl ? IlComparer.Compare(before, after, pair) : IlComparer.NotCompared);
        IEnumerable<IReadOnlyList<CodeComparison>> code = options.Levels.HasFlag(ProofLevels.MachineCode)
            ? await MachineCodeComparer.CompareAsync(before, after, pairing.Pairs, options, cancellationToken)
            : pairing.Pairs.Select(static _ => MachineCodeComparer.NotCompared);
        return new ProofResult(
            before.Path,
            after.Path,
            options.Levels,
            [.. pairing.Pairs.Zip(il, code).Select(static each => new MethodComparison(each.First.Before.Key, each.Second, each.Third))],
            comparesIl ? [.. TypeDeclaration.Compare(before, after)] : [],
            [.. pairing.Added.Select(method => new AddedMethod(method.Key, AddedMembers.By(after, method.Handle)))]);
    }
}
