using Vimage;

namespace Aot;

/// <summary>A generic module: a state for each vnet and each type argument.</summary>
internal static partial class Latest<T>
{
    [Virtualized] internal static T? value;
    [Virtualized] internal static int changes = 1;

    internal static void Set(T? next)
    {
        V_value = next;
        V_changes++;
    }
}
