namespace Vimage.Hosting.Tests;

/// <summary>What each vnet's server counts for itself.</summary>
internal static partial class Counter
{
    [Virtualized] private static int requests;

    internal static string Next() => $"{Vnet.Current.Name} {++V_requests}";
}
