using System.Reflection.Metadata;
using Vimage.Proof.Lister;
using Vimage.Proof.Metadata;

namespace Vimage.Proof.MachineCode;

/// <summary>The machine code of one build: for each method its compilations, one or one for each instantiation.</summary>
internal sealed class AssemblyListing
{
    private readonly ILookup<int, CodeListing> _listings;

    private AssemblyListing(ILookup<int, CodeListing> listings) => _listings = listings;

    /// <summary>Lists methods of a build, twice, to know what in a listing is the code's.</summary>
    internal static async Task<AssemblyListing> CreateAsync(
        AssemblyImage image,
        IReadOnlyList<MethodDefinitionHandle> methods,
        ListingProcess process,
        CancellationToken cancellationToken)
    {
        ListingPlan plan = new(image, methods);
        RawListing[] runs = await Task.WhenAll(
            process.RunAsync(image, plan, cancellationToken), process.RunAsync(image, plan, cancellationToken));
        return Merge(image, plan, runs[0], runs[1]);
    }

    /// <summary>Returns the compilations of a method, by its place among those listed.</summary>
    internal IEnumerable<CodeListing> Of(int method) => _listings[method];

    private static AssemblyListing Merge(AssemblyImage image, ListingPlan plan, RawListing first, RawListing second)
    {
        RequireRandomAddresses(image, first, second);
        AddressNames addresses = new(plan, first);
        ListingNormalizer normalizer = new(line => JitNames.Normalize(line, image.CompilerNames), addresses.Find);
        Dictionary<(int Item, string Instantiation), ManifestEntry> others = second.Manifest
            .Where(IsMethod)
            .ToDictionary(static entry => (entry.Item, entry.Instantiation));
        return new AssemblyListing(first.Manifest.Where(IsMethod).ToLookup(static entry => entry.Item, entry =>
        {
            string name = plan.MethodNameOf(entry.Item);
            return entry.Kind == ManifestEntryKind.NotListed ? CodeListing.NotPossible(entry.Instantiation, entry.Text)
                : first.Method(entry.Number, name) is { } listing
                    && others.TryGetValue((entry.Item, entry.Instantiation), out ManifestEntry other)
                    && second.Method(other.Number, name) is { } otherListing
                    ? normalizer.Normalize(entry.Instantiation, listing, otherListing)
                : CodeListing.NotPossible(entry.Instantiation, "the JIT has listed no code for it");
        }));
    }

    private static void RequireRandomAddresses(AssemblyImage image, RawListing first, RawListing second)
    {
        ManifestEntry[] addresses = Addresses(first);
        if (addresses.Length > 0 && addresses.SequenceEqual(Addresses(second)))
        {
            throw new ProofException(
                $"Two runs had {image.Path} at the same addresses, so that addresses can't be told from constants. "
                + "Address space randomisation is off in this process; turn it on, or compare the IL alone.");
        }

        static ManifestEntry[] Addresses(RawListing run) =>
            [.. run.Manifest.Where(static entry => entry.Kind == ManifestEntryKind.Address)];
    }

    private static bool IsMethod(ManifestEntry entry) => entry.Kind is ManifestEntryKind.Listed or ManifestEntryKind.NotListed;
}
