namespace Vimage.Migration.Renaming;

/// <summary>How to rename.</summary>
public sealed record RenameOptions
{
    /// <summary>Gets what is put before a field's name. The generator knows no other than the default.</summary>
    public string Prefix { get; init; } = "V_";

    /// <summary>Gets how many files are looked at at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets what to do about globals whose renaming would break the build.</summary>
    public OnError OnError { get; init; } = OnError.Abort;

    /// <summary>Gets what is told how far the work is.</summary>
    public Action<StepProgress> OnProgress { get; init; } = static _ => { };
}
