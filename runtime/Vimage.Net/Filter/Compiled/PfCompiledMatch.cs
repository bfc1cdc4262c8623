using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>Which packets a rule is about, as they are compared.</summary>
internal class PfCompiledMatch
{
    private readonly PfMatch _match;
    private readonly bool? _isIpv6;
    private readonly PfHostMatch _from;
    private readonly PfHostMatch _to;

    internal PfCompiledMatch(PfMatch match, PfRuleset set)
    {
        _match = match;
        _isIpv6 = match.Family is { } family ? family == AddressFamily.InterNetworkV6 : null;
        _from = new PfHostMatch(match.From, set);
        _to = new PfHostMatch(match.To, set);
    }

    internal bool Matches(in PfPacket packet)
    {
        ref readonly PacketInfo info = ref packet.Info;
        return (_match.Direction == PacketDirection.None || _match.Direction == packet.Direction)
            && (_match.Protocol is not { } protocol || protocol == info.Protocol)
            && MatchesPorts(info)
            && (_isIpv6 is not { } isIpv6 || isIpv6 == info.IsIpv6)
            && MatchesInterface(packet.Interface)
            && (_from.IsAny || _from.Matches(info.Source))
            && (_to.IsAny || _to.Matches(info.Destination));
    }

    private bool MatchesPorts(in PacketInfo info)
    {
        (PfPorts from, PfPorts to) = (_match.FromPorts, _match.ToPorts);
        return (from.IsAny && to.IsAny) || (info.HasPorts && !info.IsFragment && from.Matches(info.SourcePort) && to.Matches(info.DestinationPort));
    }

    private bool MatchesInterface(Ifnet @interface) =>
        _match.On is not { } on || (@interface.Name == on || @interface.IsInGroup(on)) != _match.IsOnNegated;
}
