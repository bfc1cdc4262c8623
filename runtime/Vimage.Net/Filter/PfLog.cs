using System.Net;

namespace Vimage.Net;

/// <summary>The latest packets that were logged; what a flood brings pushes out what was there.</summary>
internal sealed class PfLog
{
    private const int Capacity = 1024;

    private readonly Queue<(DateTimeOffset Time, PfRule Rule, string Interface, PacketDirection Direction, PacketInfo Packet)> _entries = new();

    internal void Add(Ifnet @interface, PacketDirection direction, in PacketInfo packet, PfCompiledRule rule, DateTimeOffset time)
    {
        if (_entries.Count == Capacity)
        {
            _entries.Dequeue();
        }

        _entries.Enqueue((time, rule.Rule, @interface.Name, direction, packet));
    }

    internal PfLogEntry[] ToArray() => [.. _entries.Select(static each => new PfLogEntry(
        each.Time,
        each.Rule,
        each.Interface,
        each.Direction,
        each.Packet.Protocol,
        new IPEndPoint(each.Packet.Source.ToIPAddress(), each.Packet.HasPorts ? each.Packet.SourcePort : 0),
        new IPEndPoint(each.Packet.Destination.ToIPAddress(), each.Packet.HasPorts ? each.Packet.DestinationPort : 0)))];

    internal void Clear() => _entries.Clear();
}
