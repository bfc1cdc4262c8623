namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>A module whose initializers are all constants.</summary>
[VnetModule("constants")]
internal static partial class Constants
{
    [Virtualized(ByRef = true)]
    internal static int uses = 100;
}
