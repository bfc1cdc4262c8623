namespace Vimage.Net;

/// <summary>
/// Something that was asked of interfaces, addresses or routes was refused. <see cref="VnetException.Errno"/> says how the
/// original refuses it. (Sockets throw <see cref="System.Net.Sockets.SocketException"/>, as they do outside.)
/// </summary>
public sealed class NetworkException : VnetException
{
    internal NetworkException(string errno, Vnet vnet, string subject, string reason)
        : base(errno, vnet.FullName, reason)
    {
        Subject = subject;
    }

    /// <summary>Gets what it was asked of: the name of the interface, the address, the route.</summary>
    public string Subject { get; }
}
