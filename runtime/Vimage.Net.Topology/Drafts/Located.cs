namespace Vimage.Net.Topology.Drafts;

/// <summary>Something, and where it was written.</summary>
internal readonly record struct Located<T>(T Value, Place At);
