namespace Vimage.Net.Topology;

/// <summary>A topology is wrong. The message has all errors that were found, one a line, in the order of the file.</summary>
public sealed class TopologyException : Exception
{
    internal TopologyException(IReadOnlyList<TopologyError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>Gets what is wrong, at least one thing.</summary>
    public IReadOnlyList<TopologyError> Errors { get; }
}
