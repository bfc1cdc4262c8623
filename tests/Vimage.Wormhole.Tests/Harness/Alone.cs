namespace Vimage.Wormholes.Tests;

/// <summary>Tests while which no other one runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    internal const string Name = "alone";
}
