using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>A part of a YAML document that knows where it is.</summary>
internal abstract record YamlItem(Place At)
{
    /// <summary>Gets what it is, for who expected something else.</summary>
    internal abstract string What { get; }

    internal sealed record Text(string Value, bool IsQuoted, Place At) : YamlItem(At)
    {
        internal override string What => IsNothing ? "nothing" : $"the text '{Value}'";

        /// <summary>Gets a value indicating whether nothing stands where a value could.</summary>
        internal bool IsNothing => !IsQuoted && Value is "" or "~" or "null";
    }

    internal sealed record List(IReadOnlyList<YamlItem> Items, Place At) : YamlItem(At)
    {
        internal override string What => "a list";
    }

    internal sealed record Map(IReadOnlyList<(Text Key, YamlItem Value)> Entries, Place At) : YamlItem(At)
    {
        internal override string What => "a mapping";
    }
}
