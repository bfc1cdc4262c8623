using System.Net;
using Vimage.Net.Topology.Running;

namespace Vimage.Net.Topology;

/// <summary>A network that runs: a vnet for each node, below one of the topology's name. Its members are asked for by their names.</summary>
public sealed partial class RunningTopology : IAsyncDisposable
{
    private readonly Dictionary<string, Vnet> _vnets;
    private readonly Dictionary<string, RunningLink> _links;
    private readonly Netisr _domain;
    private readonly ScheduleRunner _schedule;
    private readonly long _start;

    internal RunningTopology(TopologyModel model, Vnet root, Netisr domain, Dictionary<string, Vnet> vnets, IReadOnlyList<RunningLink> links)
    {
        Model = model;
        Root = root;
        Links = links;
        _domain = domain;
        _vnets = vnets;
        _links = links.ToDictionary(static link => link.Name);
        _start = domain.Time.GetTimestamp();
        _schedule = new ScheduleRunner(this);
    }

    /// <summary>Gets what it was made from.</summary>
    public TopologyModel Model { get; }

    /// <summary>Gets the vnet above all nodes.</summary>
    public Vnet Root { get; }

    /// <summary>Gets the links, in the order in which they were given.</summary>
    public IReadOnlyList<RunningLink> Links { get; }

    /// <summary>Gets what all that happens by chance in it is made from: with it and virtual time it happens again.</summary>
    public ulong Seed => _domain.Seed;

    /// <summary>Gets the time that it lives in.</summary>
    public TimeProvider Time => _domain.Time;

    /// <summary>Gets how long it has run, in its time.</summary>
    public TimeSpan Elapsed => Time.GetElapsedTime(_start);

    /// <summary>Gets the vnet of a node.</summary>
    /// <param name="node">The node's name.</param>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public Vnet this[string node] => _vnets.TryGetValue(node, out Vnet? vnet)
        ? vnet
        : throw new ArgumentException($"Topology '{Root}' has no node '{node}'.", nameof(node));

    /// <summary>Returns a link.</summary>
    /// <param name="name">The link's name.</param>
    /// <returns>The link.</returns>
    /// <exception cref="ArgumentException">There is no such link.</exception>
    public RunningLink Link(string name) => _links.TryGetValue(name, out RunningLink? link)
        ? link
        : throw new ArgumentException($"Topology '{Root}' has no link '{name}'.", nameof(name));

    /// <summary>Returns an interface of a node.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="name">The interface's.</param>
    /// <returns>The interface.</returns>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    /// <exception cref="NetworkException">The node has no such interface (ENXIO).</exception>
    public Ifnet Interface(string node, string name) => this[node].Run(() => Ifnet.Get(name));

    /// <summary>Returns the address by which a node is best known: the first of its loopback, or of its first link that has one.</summary>
    /// <param name="node">The node's name.</param>
    /// <returns>The address; <see langword="null"/> if it has none.</returns>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public IPAddress? AddressOf(string node)
    {
        _ = this[node];
        return Model.Nodes.First(each => each.Name == node).Loopback
            .Concat(Model.Links.SelectMany(static link => (TopologyEnd[])[link.A, link.B]).Where(end => end.Node == node).SelectMany(static end => end.Addresses))
            .FirstOrDefault()?.Address;
    }

    /// <summary>Cuts a link: it loses everything, and nobody is told.</summary>
    /// <param name="link">The link's name.</param>
    /// <exception cref="ArgumentException">There is no such link.</exception>
    public void Cut(string link) => Link(link).Cut();

    /// <summary>Mends a link that was cut.</summary>
    /// <param name="link">The link's name.</param>
    /// <exception cref="ArgumentException">There is no such link.</exception>
    public void Mend(string link) => Link(link).Mend();

    /// <summary>
    /// Divides the network: links between nodes of different groups lose everything until <see cref="Heal"/>. A division that there was ends.
    /// </summary>
    /// <param name="groups">The names of each group's nodes. Nodes that are in none are a group too.</param>
    /// <exception cref="ArgumentException">There is no such node, or it is in two groups. Nothing has changed.</exception>
    public void Partition(params IReadOnlyList<string>[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Dictionary<string, int> groupOf = [];
        for (int i = 0; i < groups.Length; i++)
        {
            foreach (string node in groups[i])
            {
                _ = this[node];
                if (!groupOf.TryAdd(node, i))
                {
                    throw new ArgumentException($"Node '{node}' is in two places of the partition. Name it once.", nameof(groups));
                }
            }
        }

        foreach (RunningLink link in Links)
        {
            link.SetPartitioned(GroupOf(link.Model.A) != GroupOf(link.Model.B));
        }

        int GroupOf(TopologyEnd end) => groupOf.GetValueOrDefault(end.Node, -1);
    }

    /// <summary>Ends a division. Links that were cut one by one stay so.</summary>
    public void Heal()
    {
        foreach (RunningLink link in Links)
        {
            link.SetPartitioned(value: false);
        }
    }

    /// <summary>Records what passes the first end of a link, both ways, until the result is disposed.</summary>
    /// <param name="link">The link's name.</param>
    /// <param name="output">Where to: pcapng. It is flushed, not closed, at the end.</param>
    /// <returns>The capture.</returns>
    /// <exception cref="ArgumentException">There is no such link.</exception>
    public PacketCapture Capture(string link, Stream output) => new(Link(link).A, output);

    /// <summary>Destroys all of it.</summary>
    /// <returns>When that is done.</returns>
    /// <exception cref="InvalidOperationException">Something in it went wrong, or still holds on to it.</exception>
    public async ValueTask DisposeAsync()
    {
        _schedule.Dispose();
        if (Root.IsDestroyed)
        {
            return;
        }

        VnetTeardownReport report = await Root.DestroyAsync(new VnetDestroyOptions { Recursive = true }).ConfigureAwait(false);
        if (!report.IsClean)
        {
            string what = report.Held.Count > 0 ? $"it is held by {report.Held[0]}" : report.Failures[0].Message;
            throw new InvalidOperationException($"Topology '{Root}' was not torn down cleanly: {what}.", report.Failures.Count > 0 ? report.Failures[0] : null);
        }
    }
}
