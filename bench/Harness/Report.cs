namespace Vimage.Bench.Harness;

/// <summary>What one run of a suite has found.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="Rows">The figures.</param>
internal sealed record Report(string Suite, string Machine, IReadOnlyList<ReportRow> Rows);
