using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using Vimage.Proof.Metadata;

namespace Vimage.Proof.MachineCode;

/// <summary>Compares the machine code of pairs of methods.</summary>
internal static class MachineCodeComparer
{
    internal static readonly IReadOnlyList<CodeComparison> NotCompared = [Without(MachineCodeGrade.NotCompared)];

    /// <summary>Compares all pairs.</summary>
    /// <returns>For each pair, in order, the comparison of its compilations.</returns>
    /// <exception cref="ProofException">A build could not be listed.</exception>
    internal static async Task<IReadOnlyList<IReadOnlyList<CodeComparison>>> CompareAsync(
        AssemblyImage before,
        AssemblyImage after,
        IReadOnlyList<MethodPair> pairs,
        ProofOptions options,
        CancellationToken cancellationToken)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new ProofException(
                $"Machine code is compared on x64 only; this is {RuntimeInformation.ProcessArchitecture}. "
                + $"Compare the IL alone: {nameof(ProofLevels)}.{nameof(ProofLevels.Il)}.");
        }

        MethodPair[] listed = [.. pairs.Where(pair => HasBody(before, pair.Before) && pair.After is { } other && HasBody(after, other))];
        ListingProcess process = new(DotnetHost.RuntimeConfigFor(before.Path, after.Path), options.ListingTimeout);
        AssemblyListing listing = await AssemblyListing.CreateAsync(
            before, Handles(listed.Select(static pair => pair.Before)), process, cancellationToken);
        AssemblyListing otherListing = await AssemblyListing.CreateAsync(
            after, Handles(listed.Select(static pair => pair.After!)), process, cancellationToken);

        (CodeListing? Before, CodeListing? After)[][] compilations =
            [.. listed.Select((_, number) => Match(listing.Of(number), otherListing.Of(number)).ToArray())];
        AddressCorrespondence addresses = new(compilations
            .SelectMany(static each => each)
            .Where(static each => each is { Before: not null, After: not null } && each.Before.Lines.SequenceEqual(each.After.Lines))
            .Select(static each => (each.Before!, each.After!)));
        Dictionary<MethodPair, IReadOnlyList<CodeComparison>> comparisons = listed
            .Zip(compilations)
            .ToDictionary(
                static each => each.First,
                each => (IReadOnlyList<CodeComparison>)[.. each.Second.Select(code => Compare(code.Before, code.After, addresses))]);
        return [.. pairs.Select(pair => comparisons.GetValueOrDefault(pair) ?? [Unlisted(before, after, pair)])];
    }

    private static CodeComparison Unlisted(AssemblyImage before, AssemblyImage after, MethodPair pair) =>
        pair.After is null ? Without(MachineCodeGrade.Missing)
        : HasBody(before, pair.Before) || HasBody(after, pair.After)
            ? Without(MachineCodeGrade.Different) with { Reason = "only one of the builds has a body for it" }
        : Without(MachineCodeGrade.NoBody);

    private static CodeComparison Without(MachineCodeGrade grade) => new("", grade, null, null, "");

    private static bool HasBody(AssemblyImage image, MethodEntry method) =>
        image.Reader.GetMethodDefinition(method.Handle).RelativeVirtualAddress != 0;

    private static MethodDefinitionHandle[] Handles(IEnumerable<MethodEntry> methods) =>
        [.. methods.Select(static method => method.Handle)];

    private static IEnumerable<(CodeListing? Before, CodeListing? After)> Match(
        IEnumerable<CodeListing> before, IEnumerable<CodeListing> after)
    {
        Dictionary<string, CodeListing> others = after.ToDictionary(static each => each.Instantiation, StringComparer.Ordinal);
        foreach (CodeListing listing in before)
        {
            yield return (listing, others.Remove(listing.Instantiation, out CodeListing? other) ? other : null);
        }

        foreach (CodeListing left in others.Values)
        {
            yield return (null, left);
        }
    }

    private static CodeComparison Compare(CodeListing? before, CodeListing? after, AddressCorrespondence addresses)
    {
        string instantiation = (before ?? after)!.Instantiation;
        string? problem = ProblemOf(before, "before") ?? ProblemOf(after, "after");
        if (problem is not null)
        {
            return new CodeComparison(instantiation, MachineCodeGrade.NotListed, before?.Hash, after?.Hash, problem);
        }

        string reason = "";
        if (before!.Lines.SequenceEqual(after!.Lines))
        {
            if (addresses.FirstConflict(before, after) is not { } conflict)
            {
                return new CodeComparison(instantiation, MachineCodeGrade.Identical, before.Hash, after.Hash, "");
            }

            reason = $"the same instructions on other data: {conflict.Before} is elsewhere not {conflict.After}";
        }

        return new CodeComparison(instantiation, MachineCodeGrade.Different, before.Hash, after.Hash, reason)
        {
            Before = before.Lines,
            After = after.Lines,
        };
    }

    private static string? ProblemOf(CodeListing? listing, string role) =>
        listing is null ? $"{role}: not compiled for these type arguments"
        : listing.Problem.Length > 0 ? $"{role}: {listing.Problem}"
        : null;
}
