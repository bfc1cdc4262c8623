namespace Vimage.Migration.Hoisting;

/// <summary>How to hoist.</summary>
public sealed record HoistOptions
{
    /// <summary>Gets how many files are looked at at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets what is told how far the work is.</summary>
    public Action<StepProgress> OnProgress { get; init; } = static _ => { };
}
