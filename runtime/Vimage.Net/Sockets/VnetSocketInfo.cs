using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>A socket, as it was when it was looked at. (FreeBSD: <c>struct xinpcb</c>, a line of <c>netstat -a</c>.)</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Family">The family of its addresses.</param>
/// <param name="Local">Its own end.</param>
/// <param name="Remote">The other; <see langword="null"/> if it is not connected.</param>
/// <param name="State">The state of the connection; <see langword="null"/> if the protocol has none.</param>
/// <param name="ReceiveQueue">The bytes that nobody has read.</param>
/// <param name="SendQueue">The bytes that the other end has not acknowledged.</param>
public sealed record VnetSocketInfo(
    ProtocolType Protocol, AddressFamily Family, IPEndPoint Local, IPEndPoint? Remote, TcpState? State, int ReceiveQueue, int SendQueue);
