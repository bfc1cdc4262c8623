namespace Vimage.Net.Topology.Drawing;

/// <summary>
/// Where to draw nodes: the same places each time, near what they are linked with. First by pivot MDS (Brandes and Pich 2007): as far from each other
/// as the number of links between them says, seen from some of them. Then by forces (Fruchterman and Reingold 1991), which keep nodes apart that
/// would else be in one place, as the leaves of a tree.
/// </summary>
/// <remarks>Own code: the library there is begins with random places, so that each picture would be another one, and brings a graph library along.</remarks>
internal sealed class GraphLayout
{
    private const int MostPivots = 50;
    private const int PowerSteps = 60;

    // What the forces may cost, in pairs of nodes; and steps within which they come to rest.
    private const long MostPairs = 150_000_000;
    private const int MostSteps = 300;
    private const int LeastSteps = 10;

    private readonly int _count;
    private readonly IReadOnlyList<(int A, int B)> _pairs;
    private readonly double[] _x;
    private readonly double[] _y;
    private uint _noise = 1;

    private GraphLayout(NetworkGraph graph)
    {
        _count = graph.Nodes.Count;
        _pairs = [.. graph.Pairs.Where(static pair => pair.A != pair.B)];
        _x = new double[_count];
        _y = new double[_count];
    }

    /// <summary>Returns the places of a network's nodes; linked ones are about 1 from each other.</summary>
    internal static (double X, double Y)[] Of(NetworkGraph graph)
    {
        GraphLayout layout = new(graph);
        if (layout._count > 2)
        {
            layout.PlaceByDistances();
            layout.PlaceByForces();
        }
        else if (layout._count == 2)
        {
            layout._x[1] = 1;
        }

        return [.. layout._x.Zip(layout._y)];
    }

    private void PlaceByDistances()
    {
        List<double[]> columns = DistancesFromPivots();
        Center(columns);
        double[] first = Axis(columns, null);
        double[] second = Axis(columns, first);
        for (int i = 0; i < _count; i++)
        {
            _x[i] = Project(columns, first, i) + (0.01 * Noise());
            _y[i] = Project(columns, second, i) + (0.01 * Noise());
        }

        // The places are as large as the distances' squares: make a link as long as 1.
        double length = _pairs.Count == 0 ? 1 : _pairs.Average(pair => Length(_x[pair.A] - _x[pair.B], _y[pair.A] - _y[pair.B]));
        for (int i = 0; i < _count && length > 0; i++)
        {
            _x[i] /= length;
            _y[i] /= length;
        }
    }

    // The squares of the numbers of links from each pivot to all nodes; each next pivot is the farthest from all before.
    private List<double[]> DistancesFromPivots()
    {
        ILookup<int, int> neighbors = _pairs.Concat(_pairs.Select(static pair => (A: pair.B, B: pair.A))).ToLookup(static pair => pair.A, static pair => pair.B);
        List<double[]> columns = [];
        int[] nearest = new int[_count];
        Array.Fill(nearest, int.MaxValue);
        int pivot = 0;
        while (columns.Count < Math.Min(MostPivots, _count))
        {
            int[] distances = Search(pivot, neighbors);
            columns.Add([.. distances.Select(static each => (double)each * each)]);
            for (int i = 0; i < _count; i++)
            {
                nearest[i] = Math.Min(nearest[i], distances[i]);
            }

            pivot = Array.IndexOf(nearest, nearest.Max());
        }

        return columns;
    }

    private int[] Search(int start, ILookup<int, int> neighbors)
    {
        int[] distances = new int[_count];
        Array.Fill(distances, -1);
        distances[start] = 0;
        Queue<int> reached = new([start]);
        int farthest = 0;
        while (reached.TryDequeue(out int node))
        {
            farthest = distances[node];
            foreach (int next in neighbors[node])
            {
                if (distances[next] < 0)
                {
                    distances[next] = distances[node] + 1;
                    reached.Enqueue(next);
                }
            }
        }

        // What is not connected is beside it.
        return [.. distances.Select(each => each < 0 ? farthest + 2 : each)];
    }

    private void Center(List<double[]> columns)
    {
        double[] rows = [.. Enumerable.Range(0, _count).Select(i => columns.Average(column => column[i]))];
        double all = rows.Average();
        foreach (double[] column in columns)
        {
            double mean = column.Average();
            for (int i = 0; i < _count; i++)
            {
                column[i] = -0.5 * (column[i] - mean - rows[i] + all);
            }
        }
    }

    // The direction, among those of the pivots, in which the nodes differ most and which has nothing of another one: by power iteration.
    private double[] Axis(List<double[]> columns, double[]? other)
    {
        double[] axis = [.. columns.Select(_ => Noise())];
        for (int step = 0; step < PowerSteps; step++)
        {
            double[] seen = [.. Enumerable.Range(0, _count).Select(i => Project(columns, axis, i))];
            axis = [.. columns.Select(column => Dot(column, seen))];
            if (other is not null)
            {
                double part = Dot(axis, other);
                axis = [.. axis.Zip(other, (own, its) => own - (part * its))];
            }

            double length = Math.Sqrt(Dot(axis, axis));
            if (length < 1e-9)
            {
                break;
            }

            axis = [.. axis.Select(each => each / length)];
        }

        return axis;
    }

    private void PlaceByForces()
    {
        double[] forceX = new double[_count];
        double[] forceY = new double[_count];
        long steps = Math.Clamp(MostPairs / Math.Max(1, (long)_count * _count / 2), LeastSteps, MostSteps);
        for (int step = 0; step < steps; step++)
        {
            Array.Clear(forceX);
            Array.Clear(forceY);
            Repel(forceX, forceY);
            Attract(forceX, forceY);

            // Cooler and cooler: steps no longer than this.
            double longest = 0.5 * (1 - ((double)step / steps));
            for (int i = 0; i < _count; i++)
            {
                double length = Math.Max(1e-9, Length(forceX[i], forceY[i]));
                double moved = Math.Min(length, longest) / length;
                _x[i] += forceX[i] * moved;
                _y[i] += forceY[i] * moved;
            }
        }
    }

    private void Repel(double[] forceX, double[] forceY)
    {
        for (int i = 0; i < _count; i++)
        {
            for (int j = i + 1; j < _count; j++)
            {
                double dx = _x[i] - _x[j];
                double dy = _y[i] - _y[j];
                double force = 1 / Math.Max(1e-4, (dx * dx) + (dy * dy));
                forceX[i] += dx * force;
                forceY[i] += dy * force;
                forceX[j] -= dx * force;
                forceY[j] -= dy * force;
            }
        }
    }

    // Links, and a little towards the middle, so that parts that are not connected stay near.
    private void Attract(double[] forceX, double[] forceY)
    {
        foreach ((int a, int b) in _pairs)
        {
            double dx = _x[a] - _x[b];
            double dy = _y[a] - _y[b];
            double force = Length(dx, dy);
            forceX[a] -= dx * force;
            forceY[a] -= dy * force;
            forceX[b] += dx * force;
            forceY[b] += dy * force;
        }

        for (int i = 0; i < _count; i++)
        {
            forceX[i] -= 0.05 * _x[i];
            forceY[i] -= 0.05 * _y[i];
        }
    }

    private static double Project(List<double[]> columns, double[] axis, int node)
    {
        double sum = 0;
        for (int i = 0; i < axis.Length; i++)
        {
            sum += columns[i][node] * axis[i];
        }

        return sum;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Length(double dx, double dy) => Math.Sqrt((dx * dx) + (dy * dy));

    // From -1 to 1: what differs from node to node, and not from run to run (Numerical Recipes' quick generator).
    private double Noise()
    {
        _noise = (_noise * 1_664_525) + 1_013_904_223;
        return ((_noise >> 8) / (double)(1 << 23)) - 1;
    }
}
