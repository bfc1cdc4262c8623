namespace Vimage.Net.Topology.Drafts;

/// <summary>What is wrong with a topology, as far as found: several errors at once are less work for whoever has made them.</summary>
/// <param name="file">The file; <see langword="null"/> where the topology is built by calls.</param>
internal sealed class Problems(string? file)
{
    // Who has made so many has made one that brings all the others about.
    private const int Most = 100;

    // What is read for both ways of a link is wrong only once.
    private readonly HashSet<TopologyError> _errors = [];

    internal bool Any => _errors.Count > 0;

    internal string? File => file;

    internal void Add(Place at, string message)
    {
        if (_errors.Count < Most)
        {
            _errors.Add(new TopologyError(file, at.Line, at.Column, message));
        }
    }

    internal void ThrowIfAny()
    {
        if (Any)
        {
            throw new TopologyException([.. _errors.OrderBy(static each => each.Line).ThenBy(static each => each.Column)]);
        }
    }
}
