namespace Vimage.Runtime.Tests;

/// <summary>Tests that count what is in the process, or fill it: they run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "alone";
}
