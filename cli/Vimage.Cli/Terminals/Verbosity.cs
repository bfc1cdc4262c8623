namespace Vimage.Cli.Terminals;

/// <summary>How much the tool says.</summary>
internal enum Verbosity
{
    /// <summary>What was asked for, and what is wrong.</summary>
    Quiet,

    /// <summary>Progress too, on a terminal.</summary>
    Normal,

    /// <summary>Each step with its time, and what was left out.</summary>
    Detailed,
}
