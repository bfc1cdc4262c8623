namespace Vimage.Net.Topology.Drawing;

/// <summary>From places to pixels: links of few nodes are long enough for names, and many nodes fit on a screen.</summary>
internal sealed class SvgScale
{
    private readonly (double X, double Y)[] _places;

    private SvgScale((double X, double Y)[] places, double factor, double radius)
    {
        (double left, double top) = (places.Min(static each => each.X), places.Min(static each => each.Y));
        _places = [.. places.Select(each => ((each.X - left) * factor, (each.Y - top) * factor))];
        Width = _places.Max(static each => each.X);
        Height = _places.Max(static each => each.Y);
        Radius = radius;
    }

    internal double Width { get; }

    internal double Height { get; }

    /// <summary>Gets the radius of a node.</summary>
    internal double Radius { get; }

    internal (double X, double Y) this[int node] => _places[node];

    internal static SvgScale Of(NetworkGraph graph, (double X, double Y)[] places, double largestSide)
    {
        if (places.Length == 0)
        {
            return new SvgScale([(0, 0)], 1, 1);
        }

        (double length, double radius) = places.Length switch
        {
            <= 20 => (220, 16),
            <= 60 => (110, 11),
            <= 300 => (50, 6),
            _ => (30, 3.5),
        };
        double mean = graph.Pairs.Count == 0 ? 1 : graph.Pairs.Average(pair => Distance(places[pair.A], places[pair.B]));
        double side = Math.Max(places.Max(static each => each.X) - places.Min(static each => each.X), places.Max(static each => each.Y) - places.Min(static each => each.Y));

        // In the middle of many nodes links are longer than the nodes are apart: there as much room for each node counts.
        double factor = Math.Max(length / Math.Max(mean, 1e-6), length * Math.Sqrt(places.Length) / Math.Max(side, 1e-6));
        factor = Math.Min(factor, largestSide / Math.Max(side, 1e-6));
        return new SvgScale(places, factor, radius);
    }

    private static double Distance((double X, double Y) one, (double X, double Y) other)
    {
        (double dx, double dy) = (one.X - other.X, one.Y - other.Y);
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}
