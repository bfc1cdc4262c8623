namespace Vimage.Bench.Harness;

/// <summary>Figures that belong together and are asked for by one name.</summary>
internal interface ISuite
{
    /// <summary>Gets the name on the command line.</summary>
    string Name { get; }

    /// <summary>Gets what the suite measures, in a line.</summary>
    string Summary { get; }

    /// <summary>Gets how an input of the suite is written; <see langword="null"/> if it takes none.</summary>
    string? InputForm => null;

    /// <summary>Measures. A row is returned as soon as it is known.</summary>
    /// <param name="effort">How long to measure.</param>
    /// <param name="inputs">What to measure besides what the suite has itself.</param>
    IEnumerable<Row> Run(Effort effort, IReadOnlyList<string> inputs);
}
