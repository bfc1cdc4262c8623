namespace Vimage.Migration.Graduating;

/// <summary>What to graduate.</summary>
public sealed record GraduateOptions
{
    /// <summary>Gets the one module that is meant, by the name of its mark or its type; all of them, if nothing.</summary>
    public string? Module { get; init; }

    /// <summary>Gets what is told how far the work is.</summary>
    public Action<StepProgress> OnProgress { get; init; } = static _ => { };
}
