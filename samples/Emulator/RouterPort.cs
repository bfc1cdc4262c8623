using System.Net;
using Vimage.Net;

namespace Emulator;

/// <summary>What the daemon sends, by UDP to the group of all routers on a link (RFC 2453, 4.5).</summary>
/// <param name="socket">The router's socket.</param>
/// <param name="link">The interface.</param>
internal sealed class RouterPort(VnetSocket socket, Epair link)
{
    internal const int Port = 520;

    private static readonly IPEndPoint s_routers = new(IPAddress.Parse("224.0.0.9"), Port);

    private readonly VnetDatagramPath _path = new(InterfaceIndex: link.Index);

    internal static IPAddress Group => s_routers.Address;

    internal void Send(byte[] packet) => socket.SendTo(packet, s_routers, _path);
}
