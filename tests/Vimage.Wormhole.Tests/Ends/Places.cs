namespace Vimage.Wormholes.Tests;

/// <summary>A module that says in which vnet code runs.</summary>
[VnetModule("places")]
internal static partial class Places
{
    [Virtualized]
    internal static string here = "";
}
