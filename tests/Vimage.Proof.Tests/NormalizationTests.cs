using Vimage.Proof.MachineCode;

namespace Vimage.Proof.Tests;

/// <summary>What a listing has of its process is taken out; what it has of the code stays.</summary>
public sealed class NormalizationTests
{
    [Fact]
    public void ANumberThatDiffersBetweenTheRuns_IsTheProcesss()
    {
        CodeListing listing = Normalize(
            [" mov rdi, 0x7F0000000010", " mov rax, 0x7FFF12345678", " mov rsi, 0x7F0000000020", " mov rdi, 0x7F0000000010"],
            [" mov rdi, 0x7E0000000010", " mov rax, 0x7FFF12345678", " mov rsi, 0x7E0000000020", " mov rdi, 0x7E0000000010"]);
        Assert.Equal(
            [" mov rdi, {#0}", " mov rax, 0x7FFF12345678", " mov rsi, {#1}", " mov rdi, {#0}"],
            listing.Lines);
        Assert.Equal(["0x7F0000000010", "0x7F0000000020"], listing.Unnamed);
    }

    [Fact]
    public void AKnownAddress_HasItsName() => Assert.Equal(
        ["       inc      dword ptr [(reloc {int32 A::x})]"],
        Normalize(["       inc      dword ptr [(reloc 0x7f01)]"], ["       inc      dword ptr [(reloc 0x7e01)]"], "0x7f01").Lines);

    [Fact]
    public void CodeThatIsNotTheSameTwice_IsAProblem()
    {
        CodeListing listing = Normalize(["       mov      rdi, rax"], ["       mov      rsi, rax"]);
        Assert.Null(listing.Hash);
        Assert.Contains("mov      rsi, rax", listing.Problem, StringComparison.Ordinal);
        Assert.Null(Normalize(["       ret"], ["       ret", "       int3"]).Hash);
    }

    [Fact]
    public void OffsetsAndCountsOfInlinees_AreLeftOut()
    {
        string[] lines = ["; FullOpts code", "; 3 single block inlinees", "", "G_M000_IG01:                ;; offset=0x0000"];
        Assert.Equal(["; FullOpts code", "G_M000_IG01:"], Normalize(lines, lines).Lines);
    }

    [Fact]
    public void AnAddressUsedForTwoThings_IsAConflictInTheMinority()
    {
        CodeListing[] before = [Uses("a"), Uses("a"), Uses("b"), Uses("a")];
        CodeListing[] after = [Uses("x"), Uses("x"), Uses("y"), Uses("y")];
        AddressCorrespondence addresses = new(before.Zip(after));
        Assert.Equal(
            [null, null, null, ("a", "y")],
            before.Zip(after, addresses.FirstConflict));

        static CodeListing Uses(string address) => new("", ["mov rax, {#0}"], [address], "");
    }

    private static CodeListing Normalize(string[] first, string[] second, string? known = null) =>
        new ListingNormalizer(static line => line, number => number == known ? "int32 A::x" : null)
            .Normalize("", new JitListing("A:F()", [.. first]), new JitListing("A:F()", [.. second]));
}
