using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Vimage.Wormholes;

/// <summary>Who is at the other end of a Unix domain socket.</summary>
internal static partial class PeerCredentials
{
    // Linux: SOL_SOCKET, SO_PEERCRED and struct ucred { pid, uid, gid }.
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int UidOffset = sizeof(int);
    private const int UcredSize = 3 * sizeof(int);

    /// <summary>Returns whether the other process is one of the same user. Where nobody can tell, the rights of the socket's file have to do.</summary>
    internal static bool IsSameUser(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        Span<byte> credentials = stackalloc byte[UcredSize];
        return socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials) == UcredSize
            && MemoryMarshal.Read<uint>(credentials[UidOffset..]) == GetEffectiveUserId();
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUserId();
}
