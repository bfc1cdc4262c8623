namespace Vimage.Migration.Scanning;

/// <summary>How to scan.</summary>
public sealed record ScanOptions
{
    /// <summary>Gets how many files are looked at at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets a value indicating whether the IL is compared with the source.</summary>
    public bool ChecksIl { get; init; } = true;

    /// <summary>Gets what is told how far the work is.</summary>
    public Action<StepProgress> OnProgress { get; init; } = static _ => { };
}
