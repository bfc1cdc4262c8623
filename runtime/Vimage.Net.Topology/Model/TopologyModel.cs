using Vimage.Net.Topology.Drafts;
using Vimage.Net.Topology.Reading;
using Vimage.Net.Topology.Running;

namespace Vimage.Net.Topology;

/// <summary>
/// A network as it is to be: nodes, links, addresses, routes, and what happens when. It is complete and found to be good; what is
/// made of it is a <see cref="RunningTopology"/>, as many of them as one likes.
/// </summary>
/// <seealso cref="TopologyBuilder"/>
public sealed class TopologyModel
{
    internal TopologyModel(TopologyDraft draft, IReadOnlyList<TopologyNode> nodes, IReadOnlyList<TopologyLink> links)
    {
        Name = draft.Name;
        Seed = draft.Seed;
        Time = draft.Time;
        Nodes = nodes;
        Links = links;
        Schedule = [.. draft.Schedule.Select(static each => each.Event).OrderBy(static each => each.At)];
    }

    /// <summary>Gets the name, which is that of the vnet above all of its nodes.</summary>
    public string Name { get; }

    /// <summary>Gets what all that happens by chance is made from; <see langword="null"/> where it is to differ each time.</summary>
    public ulong? Seed { get; }

    /// <summary>Gets the time that it lives in.</summary>
    public TopologyTime Time { get; }

    /// <summary>Gets the nodes, in the order in which they were given.</summary>
    public IReadOnlyList<TopologyNode> Nodes { get; }

    /// <summary>Gets the links, in the order in which they were given.</summary>
    public IReadOnlyList<TopologyLink> Links { get; }

    /// <summary>Gets what happens, the earliest first.</summary>
    public IReadOnlyList<TopologyEvent> Schedule { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The topology.</returns>
    /// <exception cref="TopologyException">Something is wrong with what is in it, at the lines and columns that it says.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static TopologyModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StreamReader file = new(path);
        return TopologyFile.Read(file, path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What errors call the file.</param>
    /// <returns>The topology.</returns>
    /// <exception cref="TopologyException">Something is wrong with it, at the lines and columns that it says.</exception>
    public static TopologyModel Parse(string text, string file = "topology.yaml")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(file);
        using StringReader reader = new(text);
        return TopologyFile.Read(reader, file);
    }

    /// <summary>Makes the network, below a vnet and in a domain of its own (<see cref="Netisr"/>).</summary>
    /// <param name="parent">The vnet above it; the current one must be it or above it.</param>
    /// <param name="options">How; as the topology itself says unless given.</param>
    /// <returns>The network, whose <see cref="RunningTopology.DisposeAsync"/> destroys all of it.</returns>
    /// <exception cref="VnetExistsException">The vnet above has one of that name.</exception>
    /// <exception cref="VnetException">The vnet above may not have so many vnets or interfaces. Nothing is left of it.</exception>
    public ValueTask<RunningTopology> StartAsync(Vnet parent, TopologyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return Wiring.StartAsync(this, parent, options ?? new TopologyOptions());
    }
}
