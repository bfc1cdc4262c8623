using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// A datagram that was received, and how: what <see cref="SocketReceiveMessageFromResult"/> is for a <see cref="Socket"/>, whose
/// packet information nobody else can make.
/// </summary>
/// <param name="ReceivedBytes">How many bytes of it are in the buffer.</param>
/// <param name="SocketFlags"><see cref="SocketFlags.Truncated"/> if it had more.</param>
/// <param name="RemoteEndPoint">Who sent it.</param>
/// <param name="Destination">The address that it was sent to.</param>
/// <param name="InterfaceIndex">The index of the interface that it came in by.</param>
public readonly record struct VnetReceivedMessage(
    int ReceivedBytes, SocketFlags SocketFlags, EndPoint RemoteEndPoint, IPAddress Destination, int InterfaceIndex);
