using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>Who has which port of a protocol. (FreeBSD: <c>struct inpcbinfo</c>.)</summary>
/// <typeparam name="TPcb">What the protocol's ends are.</typeparam>
internal sealed class PortTable<TPcb>
    where TPcb : Inpcb
{
    /// <summary>The ports that are given to who asks for none (RFC 6335). (FreeBSD: <c>net.inet.ip.portrange.hifirst</c>.)</summary>
    private const int FirstFree = 49152;
    private const int LastFree = 65535;

    private readonly Dictionary<ushort, List<TPcb>> _byPort = [];

    /// <summary>Gets all who have a port.</summary>
    internal IEnumerable<TPcb> All => _byPort.Values.SelectMany(static pcbs => pcbs);

    /// <summary>Returns those who have a port.</summary>
    internal IReadOnlyList<TPcb> WithPort(ushort port) => _byPort.TryGetValue(port, out List<TPcb>? pcbs) ? pcbs : [];

    /// <summary>Returns who a packet is for: of those who match, the one that says most about itself.</summary>
    internal TPcb? Lookup(InAddress local, ushort localPort, InAddress remote, ushort remotePort)
    {
        if (!_byPort.TryGetValue(localPort, out List<TPcb>? pcbs))
        {
            return null;
        }

        TPcb? best = null;
        int bestScore = -1;
        foreach (TPcb pcb in pcbs)
        {
            int score = (pcb.IsConnected ? 4 : 0) + (!pcb.LocalAddress.IsAny ? 2 : 0) + (pcb.LocalAddress.IsIpv4 ? 1 : 0);
            if (score > bestScore && Matches(pcb, local, remote, remotePort, isToMany: false))
            {
                best = pcb;
                bestScore = score;
            }
        }

        return best;
    }

    internal static bool Matches(TPcb pcb, InAddress local, InAddress remote, ushort remotePort, bool isToMany) =>
        (pcb.Hears(local) || (isToMany && pcb.Speaks(local)))
        && (!pcb.IsConnected || (pcb.RemoteAddress == remote && pcb.RemotePort == remotePort));

    /// <summary>Gives an address and a port to one who has none; port 0 asks for any.</summary>
    internal SocketError Bind(TPcb pcb, InAddress address, ushort port)
    {
        if (port == 0)
        {
            port = FreePort(pcb);
            if (port == 0)
            {
                return SocketError.AddressAlreadyInUse;
            }
        }
        else if (IsTaken(pcb, address, port))
        {
            return SocketError.AddressAlreadyInUse;
        }

        pcb.LocalAddress = address;
        pcb.LocalPort = port;
        if (!_byPort.TryGetValue(port, out List<TPcb>? pcbs))
        {
            _byPort.Add(port, pcbs = []);
        }

        pcbs.Add(pcb);
        return SocketError.Success;
    }

    internal void Remove(TPcb pcb)
    {
        if (_byPort.TryGetValue(pcb.LocalPort, out List<TPcb>? pcbs) && pcbs.Remove(pcb) && pcbs.Count == 0)
        {
            _byPort.Remove(pcb.LocalPort);
        }
    }

    private bool IsTaken(TPcb pcb, InAddress address, ushort port)
    {
        foreach (TPcb other in WithPort(port))
        {
            if (pcb.Overlaps(address, other) && !(pcb.ReusesAddress && other.ReusesAddress))
            {
                return true;
            }
        }

        return false;
    }

    // From a random one on (RFC 6056): the next one is not to be guessed from the last.
    private ushort FreePort(TPcb pcb)
    {
        const int Count = LastFree - FirstFree + 1;
        int start = pcb.Netisr.Random.Next(Count);
        for (int i = 0; i < Count; i++)
        {
            ushort port = (ushort)(FirstFree + ((start + i) % Count));
            if (!_byPort.ContainsKey(port))
            {
                return port;
            }
        }

        return 0;
    }
}
