namespace Vimage.Net;

/// <summary>What an interface counts. (FreeBSD: <c>struct if_data</c>, <c>netstat -i</c>.)</summary>
public sealed class IfCounters
{
    private static readonly int s_reasons = Enum.GetValues<IfDrop>().Length;

    private readonly long[] _drops = new long[s_reasons];

    /// <summary>Gets the packets received. (<c>ifi_ipackets</c>)</summary>
    public long PacketsIn { get; internal set; }

    /// <summary>Gets the bytes received, with their link-layer headers. (<c>ifi_ibytes</c>)</summary>
    public long BytesIn { get; internal set; }

    /// <summary>Gets the packets sent. (<c>ifi_opackets</c>)</summary>
    public long PacketsOut { get; internal set; }

    /// <summary>Gets the bytes sent, with their link-layer headers. (<c>ifi_obytes</c>)</summary>
    public long BytesOut { get; internal set; }

    /// <summary>Gets the packets lost, whatever the reason.</summary>
    public long Dropped => _drops.Sum();

    /// <summary>Returns the packets lost for one reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>How many.</returns>
    public long DroppedFor(IfDrop reason) => _drops[(int)reason];

    internal void CountIn(int length)
    {
        PacketsIn++;
        BytesIn += length;
    }

    internal void CountOut(int length)
    {
        PacketsOut++;
        BytesOut += length;
    }

    internal void Count(IfDrop reason) => _drops[(int)reason]++;
}
