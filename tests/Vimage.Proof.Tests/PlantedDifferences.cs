using Vimage.Proof.Tests.Harness;

namespace Vimage.Proof.Tests;

/// <summary>One comparison of the test's own program with itself after several small changes, each in a method of its own.</summary>
public sealed class PlantedDifferences : IAsyncLifetime
{
    // What is changed, into what, and in which method it is.
    private static readonly (string From, string To, string Method)[] s_plants =
    [
        ("1103515245", "1103515246", "Crowd::Move("),
        ("0x0000_6C07_8965_0001UL", "0x0000_6C07_8965_0002UL", "Machine::Checksum("),
        ("load * 0.9", "load * 0.8", "Machine::Run("),
        ("a - b", "b - a", "Machine::Step("),
        ("head[at] * seed", "seed * head[at] + at", "Crowd::Total("),
        ("int Sign(", "ArgumentNullException.ThrowIfNull(other); int Sign(", "Market::Compare("),
        ("free.Push(item);", "free.Push(item); last = item;", "Pool`1::Return("),
        ("lastFault = 0;", "callDepth = 0;", "Machine::Reset("),
        ("s_center.X - from.X", "s_center.Y - from.X", "Market::Distance("),
        ("\"machine \"", "\"machina \"", "Machine::.cctor("),
        ("AddDays", "AddHours", "Market::.ctor("),
        ("s_turnover += market._price;", "s_turnover -= market._price;", "Market+<Cheapest>d__"),
    ];

    private readonly Builds _builds = new();

    /// <summary>Gets the methods that were changed.</summary>
    public static TheoryData<string> Methods => [.. s_plants.Select(static plant => plant.Method)];

    /// <summary>Gets what the comparison has found.</summary>
    public ProofResult Result { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string[] changed = [.. Builds.Plant];
        foreach ((string from, string to, string method) in s_plants)
        {
            int file = Array.FindIndex(changed, source => source.Contains(from, StringComparison.Ordinal));
            Assert.True(file >= 0, $"nothing to plant in {method}");
            changed[file] = changed[file].Replace(from, to, StringComparison.Ordinal);
        }

        Result = await ZeroDifferenceProof.CompareAsync(_builds.Plain(Builds.Plant), _builds.Plain(changed));
    }

    public ValueTask DisposeAsync()
    {
        _builds.Dispose();
        return ValueTask.CompletedTask;
    }
}
