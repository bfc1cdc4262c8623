using Vimage;

namespace Aot;

/// <summary>A module that another one's initializer uses first.</summary>
internal static partial class Default
{
    [Virtualized] private static string unit = "kWh";

    internal static string Unit => V_unit;
}
