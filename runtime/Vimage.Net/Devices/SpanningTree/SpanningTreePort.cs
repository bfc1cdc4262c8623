namespace Vimage.Net;

/// <summary>A member of a bridge that takes part in its <see cref="SpanningTree"/>.</summary>
public sealed partial class SpanningTreePort
{
    /// <summary>What the identifier of a port has room for.</summary>
    internal const int MaxNumber = 4095;

    private const int MaxPriority = 240;
    private const int PriorityStep = 16;
    private const int PriorityShift = 8;
    private const int MaxPathCost = 200_000_000;

    // IEEE 802.1D-2004, table 17-3: 2 * 10^13 by the bits per second; of 10 Gbit/s where there is no rate.
    private const long CostTimesRate = 20_000_000_000_000;
    private const int DefaultPathCost = 2000;

    private int _priority = 128;
    private int _pathCost;

    internal SpanningTreePort(SpanningTree tree, EthernetIfnet member, int number)
    {
        Tree = tree;
        Member = member;
        Number = number;
        Enter(SpanningTreeRole.Disabled);
        _pathCost = member.Link?.Rate is { } rate ? (int)Math.Clamp(CostTimesRate / rate, 1, MaxPathCost) : DefaultPathCost;
    }

    /// <summary>Gets the interface.</summary>
    public EthernetIfnet Member { get; }

    /// <summary>Gets what the port is for.</summary>
    public SpanningTreeRole Role { get; private set; }

    /// <summary>Gets what it does with frames.</summary>
    public SpanningTreeState State { get; private set; }

    /// <summary>Gets a value indicating whether no other bridge was heard by it, so that it forwards at once. (<c>autoedge</c>)</summary>
    public bool IsEdge { get; private set; }

    /// <summary>Gets or sets the port's priority: 0 to 240 in steps of 16; of two ways that are equal else, the smaller wins. (<c>ifpriority</c>)</summary>
    /// <exception cref="NetworkException">It is none of these numbers (EINVAL).</exception>
    public int Priority
    {
        get => _priority;
        set
        {
            if (value is < 0 or > MaxPriority || value % PriorityStep != 0)
            {
                throw Tree.Refusal("EINVAL", $"can't have a port with priority {value}: it takes 0 to {MaxPriority} in steps of {PriorityStep}.");
            }

            Tree.Change(() => _priority = value);
        }
    }

    /// <summary>
    /// Gets or sets what a path by the port costs: 1 to 200,000,000. From <see cref="LinkProperties.Rate"/> as it is when the member
    /// begins to take part, 2000 without. (<c>ifpathcost</c>)
    /// </summary>
    /// <exception cref="NetworkException">It is none of these numbers (EINVAL).</exception>
    public int PathCost
    {
        get => _pathCost;
        set
        {
            if (value is < 1 or > MaxPathCost)
            {
                throw Tree.Refusal("EINVAL", $"can't have a port with path cost {value}: it takes 1 to {MaxPathCost}.");
            }

            Tree.Change(() => _pathCost = value);
        }
    }

    internal SpanningTree Tree { get; }

    internal int Number { get; }

    /// <summary>Gets what tells the port from others of its bridge.</summary>
    internal ushort Id => (ushort)((_priority << PriorityShift) | Number);

    // The other end is one bridge, as with each link that is a pair: it can agree for all that are on it.
    private bool IsEnabled => Tree.IsEnabled && Member.IsUp;
}
