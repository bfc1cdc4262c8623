using System.Net;

namespace Vimage.Net;

/// <summary>A packet that a rule with <c>log</c> has decided about. (FreeBSD: <c>pflog(4)</c>.)</summary>
/// <param name="Time">When.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Interface">The name of the interface that it crossed.</param>
/// <param name="Direction">Whether it came in.</param>
/// <param name="Protocol">The number of its protocol.</param>
/// <param name="Source">Who has sent it; the port is 0 where the protocol has none.</param>
/// <param name="Destination">Whom it was for, after a translation.</param>
public sealed record PfLogEntry(
    DateTimeOffset Time,
    PfRule Rule,
    string Interface,
    PacketDirection Direction,
    int Protocol,
    IPEndPoint Source,
    IPEndPoint Destination);
