using System.Globalization;

namespace Vimage.Bench.Harness;

/// <summary>What a figure has to be.</summary>
internal sealed record Target
{
    private readonly bool _isUpperBound;
    private readonly double _bound;

    private Target(bool isUpperBound, double bound)
    {
        _isUpperBound = isUpperBound;
        _bound = bound;
    }

    internal static Target AtMost(double bound) => new(isUpperBound: true, bound);

    internal static Target AtLeast(double bound) => new(isUpperBound: false, bound);

    internal bool IsMetBy(double figure) => _isUpperBound ? figure <= _bound : figure >= _bound;

    public override string ToString()
    {
        bool isWhole = _bound == Math.Floor(_bound);
        return (_isUpperBound ? "<= " : ">= ") + _bound.ToString(isWhole ? "0" : "0.00##", CultureInfo.InvariantCulture);
    }
}
