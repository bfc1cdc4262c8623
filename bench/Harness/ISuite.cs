namespace Vimage.Bench.Harness;

/// <summary>Figures that belong together and are asked for by one name.</summary>
internal interface ISuite
{
    /// <summary>Gets the name on the command line.</summary>
    string Name { get; }

    /// <summary>Gets what the suite measures, in a line.</summary>
    string Summary { get; }

    /// <summary>Measures. A row is returned as soon as it is known.</summary>
    IEnumerable<Row> Run(Effort effort);
}
