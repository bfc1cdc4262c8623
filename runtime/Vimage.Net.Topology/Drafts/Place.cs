namespace Vimage.Net.Topology.Drafts;

/// <summary>Where something is in a file: line and column from 1. The default is that it is in none.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public override string ToString() => Line == 0 ? "" : $" (line {Line})";
}
