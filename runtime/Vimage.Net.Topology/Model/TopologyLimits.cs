namespace Vimage.Net.Topology;

/// <summary>What is too much for a topology. A file that asks for more is mistaken, or means no good.</summary>
public static class TopologyLimits
{
    /// <summary>The most nodes.</summary>
    public const int Nodes = 10_000;

    /// <summary>The most links.</summary>
    public const int Links = 100_000;

    /// <summary>The most links of one node.</summary>
    public const int LinksOfNode = 4_096;

    /// <summary>The most events of a schedule.</summary>
    public const int Events = 10_000;

    /// <summary>The most routes that are made for <c>routes: shortest</c>, of all nodes together.</summary>
    public const int Routes = 4_000_000;

    /// <summary>The most characters of a file.</summary>
    public const int FileCharacters = 16 * 1024 * 1024;

    /// <summary>The most characters of a node's or a link's name.</summary>
    public const int NameCharacters = 63;

    /// <summary>The most packets that may wait for a link.</summary>
    public const int QueuedPackets = 1_000_000;

    /// <summary>The fastest link, in bits per second.</summary>
    public const long Rate = 10_000_000_000_000;

    /// <summary>The longest delay of a link, and the longest jitter.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(1);

    /// <summary>The latest time of a schedule.</summary>
    public static readonly TimeSpan ScheduleTime = TimeSpan.FromDays(30);
}
