using Vimage.Net.Fuzzing;

namespace Vimage.Net.Tests;

/// <summary>Each input that the corpus has for a target of the fuzzer.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(static each => each.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Corpus_NeitherThrowsNorStays(string target)
    {
        FuzzTarget chosen = FuzzTarget.All.Single(each => each.Name == target);
        int count = 0;
        foreach (byte[] input in chosen.Inputs)
        {
            chosen.Run(input);
            count++;
        }

        Assert.True(count > 0, "The corpus has nothing for this target.");
    }

    [Fact]
    public void Corpus_IsSmall() => Assert.InRange(Corpus.Files.Sum(static file => new FileInfo(file).Length), 1, 300_000);
}
