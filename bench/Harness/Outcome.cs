namespace Vimage.Bench.Harness;

/// <summary>The measurements of one contest, from which rows are made.</summary>
internal sealed class Outcome(IReadOnlyList<Measurement> measurements)
{
    internal Measurement this[string id] => measurements.First(measurement => measurement.Id == id);

    /// <summary>Makes the row of a contender's time.</summary>
    /// <param name="id">The contender.</param>
    /// <param name="peer">The contender it is compared with, if any.</param>
    /// <param name="target">What the ratio of the two has to be, if anything.</param>
    /// <param name="unit">The unit to give it in.</param>
    internal Row Time(string id, string? peer = null, Target? target = null, string unit = "ns")
    {
        double perUnit = unit switch { "ns" => 1, "us" => 1e3, "ms" => 1e6, _ => throw new ArgumentException(unit, nameof(unit)) };
        return new Row(
            id, this[id].Nanoseconds / perUnit, unit, peer, peer is null ? null : this[id].RatioTo(this[peer]), target);
    }

    /// <summary>Makes the row of what a contender allocates.</summary>
    internal Row Bytes(string id, Target? target = null) => new(id + "-bytes", this[id].Bytes, "B", Target: target);
}
