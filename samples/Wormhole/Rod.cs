using Vimage;

namespace HeatedRod;

/// <summary>A program as many are: it computes the heat in a rod, and all that it knows is in static fields.</summary>
internal static partial class Rod
{
    private const double Conductivity = 0.25;

    [Virtualized] private static double[] cells = [];
    [Virtualized] private static double[] next = [];
    [Virtualized] private static double beforeFirst;
    [Virtualized] private static double behindLast;
    [Virtualized] private static long steps;

    internal static ReadOnlySpan<double> Cells => V_cells;

    internal static long Steps => V_steps;

    internal static double First => V_cells[0];

    internal static double Last => V_cells[^1];

    /// <summary>Sets the rod up, as a part of a longer one.</summary>
    internal static void Heat(int start, int length)
    {
        V_cells = [.. Enumerable.Range(start, length).Select(static i => 20 + (60 * Math.Sin(i * 0.01)))];
        V_next = new double[length];
        V_beforeFirst = V_behindLast = 20;
    }

    internal static void TouchLeft(double temperature) => V_beforeFirst = temperature;

    internal static void TouchRight(double temperature) => V_behindLast = temperature;

    internal static void Step()
    {
        // Once for the loops: the vnet is the same all the time.
        double[] now = V_cells;
        double[] then = V_next;
        for (int i = 0; i < now.Length; i++)
        {
            double left = i == 0 ? V_beforeFirst : now[i - 1];
            double right = i == now.Length - 1 ? V_behindLast : now[i + 1];
            then[i] = now[i] + (Conductivity * (left - (2 * now[i]) + right));
        }

        V_cells = then;
        V_next = now;
        V_steps++;
    }
}
