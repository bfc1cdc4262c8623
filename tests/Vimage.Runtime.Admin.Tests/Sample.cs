namespace Vimage.Admin.Tests;

/// <summary>Something to read and to set.</summary>
internal static partial class Sample
{
    /// <summary>How many there may be.</summary>
    [Virtualized(Name = "sample.limit")] private static int limit = 10;

    internal static int Limit => V_limit;
}
