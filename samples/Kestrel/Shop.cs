using Vimage;

namespace ManyServers;

/// <summary>A program as many are: what it knows it has in static fields. Each vnet has them for itself.</summary>
internal static partial class Shop
{
    [Virtualized] private static int visitors;

    internal static string Welcome() => $"You are visitor {++V_visitors} of {Vnet.Current}.";
}
