namespace Vimage.Net;

/// <summary>
/// The part of one bridge in a spanning tree: bridges that are joined by several links agree on those that carry frames, and the
/// others are in reserve. (IEEE 802.1D-2004, 17: the rapid protocol, RSTP; towards bridges of before that of 1998. FreeBSD:
/// <c>bridgestp.c</c>.)
/// </summary>
/// <remarks>No part of it is done by a member that <see cref="Enable"/> was not called for.</remarks>
public sealed partial class SpanningTree
{
    private const int MaxPriority = 61440;
    private const int PriorityStep = 4096;
    private const int BridgePriorityShift = 48;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Bridge _bridge;
    private readonly Callout _tick;
    private readonly List<SpanningTreePort> _ports = [];
    private int _priority = 32768;
    private SpanningTreeTimes _ownTimes = SpanningTreeTimes.Recommended;

    internal SpanningTree(Bridge bridge)
    {
        _bridge = bridge;
        _tick = new Callout(static self => ((SpanningTree)self).OnSecond(), this);
    }

    /// <summary>Gets or sets the bridge's priority: 0 to 61440 in steps of 4096, the bridge with the smallest becomes the root. (<c>ifconfig bridge0 priority N</c>)</summary>
    /// <exception cref="NetworkException">It is none of these numbers (EINVAL).</exception>
    public int Priority
    {
        get => _priority;
        set
        {
            if (value is < 0 or > MaxPriority || value % PriorityStep != 0)
            {
                throw Refusal("EINVAL", $"can't have the priority {value}: it takes 0 to {MaxPriority} in steps of {PriorityStep}.");
            }

            Change(() => _priority = value);
        }
    }

    /// <summary>Gets how often the bridge tells of itself, where it is the root. (<c>hellotime</c>)</summary>
    public TimeSpan HelloTime => TimeSpan.FromSeconds(_ownTimes.HelloTime);

    /// <summary>Gets the age at which what was told holds no more, where it is the root. (<c>maxage</c>)</summary>
    public TimeSpan MaxAge => TimeSpan.FromSeconds(_ownTimes.MaxAge);

    /// <summary>Gets how long a port waits before it learns, and again before it forwards, where it is the root. (<c>fwddelay</c>)</summary>
    public TimeSpan ForwardDelay => TimeSpan.FromSeconds(_ownTimes.ForwardDelay);

    /// <summary>Gets the link-layer address of the bridge that is the root, as far as this one knows.</summary>
    public MacAddress Root => SpanningTreeVector.AddressOf(_rootVector.Root);

    /// <summary>Gets a value indicating whether this bridge is the root.</summary>
    public bool IsRoot => Root == _bridge.LinkAddress;

    /// <summary>Gets the cost of the path to the root; 0 if this bridge is it.</summary>
    public long RootPathCost => _rootVector.Cost;

    /// <summary>Gets the member by which the root is reached; <see langword="null"/> if this bridge is it.</summary>
    public EthernetIfnet? RootPort => _rootPort?.Member;

    /// <summary>Gets how often a port of this bridge has begun to forward, which changes the ways of others.</summary>
    public long TopologyChanges { get; internal set; }

    /// <summary>Gets the members that take part: a snapshot.</summary>
    public IReadOnlyList<SpanningTreePort> Ports
    {
        get
        {
            using (_bridge.Netisr.Enter())
            {
                return [.. _ports];
            }
        }
    }

    /// <summary>Lets a member take part. It forwards once that makes no loop. (<c>ifconfig bridge0 stp X</c>)</summary>
    /// <param name="member">The member.</param>
    /// <returns>Its port; the same again where it takes part already.</returns>
    /// <exception cref="NetworkException">The interface is no member of the bridge (ENOENT), or 4095 take part already (ENOSPC).</exception>
    public SpanningTreePort Enable(EthernetIfnet member)
    {
        ArgumentNullException.ThrowIfNull(member);
        using (_bridge.Netisr.Enter())
        {
            if (!_bridge.HasMember(member))
            {
                throw Refusal("ENOENT", $"does not have member '{member}'.");
            }

            if (member.TreePort is { } there)
            {
                return there;
            }

            if (_ports.Count == SpanningTreePort.MaxNumber)
            {
                throw Refusal("ENOSPC", $"can't have more than {SpanningTreePort.MaxNumber} ports in a spanning tree.");
            }

            SpanningTreePort port = new(this, member, FreeNumber());
            Change(() =>
            {
                _ports.Add(port);
                member.TreePort = port;
            });
            return port;
        }
    }

    /// <summary>Lets a member take no part any more: it forwards, whatever loop that makes. (<c>-stp X</c>)</summary>
    /// <param name="member">The member.</param>
    /// <exception cref="NetworkException">It takes no part in this bridge's tree (ENOENT).</exception>
    public void Disable(EthernetIfnet member)
    {
        ArgumentNullException.ThrowIfNull(member);
        using (_bridge.Netisr.Enter())
        {
            if (member.TreePort is not { } port || port.Tree != this)
            {
                throw Refusal("ENOENT", $"has no port '{member}' in a spanning tree.");
            }

            Change(() => Drop(port));
        }
    }

    /// <summary>Sets the times that hold in the whole tree where this bridge is the root. (17.14)</summary>
    /// <param name="helloTime">How often a message is sent: 1 or 2 s.</param>
    /// <param name="maxAge">At which age what it says holds no more: 6 to 40 s.</param>
    /// <param name="forwardDelay">How long a port waits before it learns, and again before it forwards: 4 to 30 s.</param>
    /// <exception cref="NetworkException">
    /// They are no whole seconds in these ranges, or don't fit each other: max age is at least 2 (hello time + 1 s), and at most 2 (forward
    /// delay - 1 s) (EINVAL).
    /// </exception>
    public void SetTimes(TimeSpan helloTime, TimeSpan maxAge, TimeSpan forwardDelay)
    {
        (double hello, double age, double delay) = (helloTime.TotalSeconds, maxAge.TotalSeconds, forwardDelay.TotalSeconds);
        bool areWhole = double.IsInteger(hello) && double.IsInteger(age) && double.IsInteger(delay);
        if (!areWhole || hello is < 1 or > 2 || age is < 6 or > 40 || delay is < 4 or > 30 || age < 2 * (hello + 1) || age > 2 * (delay - 1))
        {
            throw Refusal("EINVAL", $"can't have a spanning tree with a hello time of {hello} s (1 to 2), a max age of {age} s (6 to 40) and a forward delay of {delay} s (4 to 30), whole seconds with 2 (hello + 1) <= age <= 2 (delay - 1).");
        }

        Change(() => _ownTimes = new SpanningTreeTimes(0, (int)age, (int)hello, (int)delay));
    }

    internal NetworkException Refusal(string errno, string reason) => new(errno, _bridge.Vnet, _bridge.Name, $"Bridge '{_bridge}' {reason}");

    // The lowest that is free: it decides where nothing else does, so the first member comes first.
    private int FreeNumber()
    {
        int number = 1;
        while (_ports.Exists(each => each.Number == number))
        {
            number++;
        }

        return number;
    }
}
