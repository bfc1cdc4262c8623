using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// Asks the name servers of a vnet, one after the other, until one has said something that is an answer. Each question has an id
/// and a port of its own, at random, and only what bears them, the question, and the server's address is believed (RFC 5452).
/// </summary>
/// <param name="vnet">Whose sockets they are.</param>
/// <param name="netisr">Its domain, with its time and its random numbers.</param>
/// <param name="servers">The servers, the first first.</param>
/// <param name="settings">How they are asked.</param>
internal sealed class DnsExchange(Vnet vnet, Netisr netisr, IReadOnlyList<IPEndPoint> servers, DnsSettings settings)
{
    /// <summary>Asks, unless it is known.</summary>
    /// <returns>What a server has answered: that there are records, or none of that type, or not that name.</returns>
    /// <exception cref="SocketException">
    /// The name can't be one, or there is nobody to ask (HostNotFound); no server has answered, or none could (TryAgain); what they
    /// have to say is too long for a datagram, and they take no connections (NoRecovery).
    /// </exception>
    internal async Task<DnsResponse> AskAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        if (Recall(name, type) is { } known)
        {
            return known;
        }

        SocketError failure = servers.Count == 0 ? SocketError.HostNotFound : SocketError.TryAgain;
        for (int attempt = 0; attempt < settings.Attempts; attempt++)
        {
            foreach (IPEndPoint server in servers)
            {
                bool hasOptions = settings.HasOptions;
                DnsResponse? response = await AskAsync(server, SocketType.Dgram, name, type, hasOptions, cancellationToken).ConfigureAwait(false);
                if (hasOptions && response is { Code: DnsResponseCode.FormatError or DnsResponseCode.NotImplemented or DnsResponseCode.BadVersion })
                {
                    // RFC 6891, 6.2.2 and 7: it may be the options that it does not know.
                    hasOptions = false;
                    response = await AskAsync(server, SocketType.Dgram, name, type, hasOptions, cancellationToken).ConfigureAwait(false);
                }

                if (response is { IsTruncated: true })
                {
                    // A connection has room for all of it (RFC 7766, 5).
                    failure = SocketError.NoRecovery;
                    response = await AskAsync(server, SocketType.Stream, name, type, hasOptions, cancellationToken).ConfigureAwait(false);
                }

                if (response is { Code: DnsResponseCode.NoError or DnsResponseCode.NameError })
                {
                    Remember(response);
                    return response;
                }
            }
        }

        throw new SocketException((int)failure);
    }

    /// <summary>Puts addresses into the order in which the vnet had better try them.</summary>
    internal IPAddress[] Order(IEnumerable<IPAddress> addresses)
    {
        using (CURVNET_SET(vnet))
        using (netisr.Enter())
        {
            return DestinationSelection.Order(addresses);
        }
    }

    // Null if the server does not answer in time, or can't be reached.
    private async Task<DnsResponse?> AskAsync(
        IPEndPoint server, SocketType over, string name, DnsType type, bool hasOptions, CancellationToken cancellationToken)
    {
        DnsQuery query = new(NextId(), name, type);
        byte[] question = query.ToMessage(hasOptions) ?? throw new SocketException((int)SocketError.HostNotFound);
        using CancellationTokenSource timeUp = new(settings.Timeout, netisr.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeUp.Token);
        using VnetSocket socket = Open(server.AddressFamily, over);
        try
        {
            // Connected: nobody else's datagrams are received, and that nobody listens there is told.
            await socket.ConnectAsync(server, either.Token).ConfigureAwait(false);
            await DnsTransport.SendAsync(socket, question, either.Token).ConfigureAwait(false);
            while (true)
            {
                ReadOnlyMemory<byte> message = await DnsTransport.ReceiveAsync(socket, either.Token).ConfigureAwait(false);
                if (DnsResponse.TryRead(message.Span) is { } response && response.IsTo(query))
                {
                    return response;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private DnsResponse? Recall(string name, DnsType type)
    {
        using (CURVNET_SET(vnet))
        using (netisr.Enter())
        {
            return VnetDns.Cache.Find(name, type, netisr.Now);
        }
    }

    private void Remember(DnsResponse response)
    {
        using (CURVNET_SET(vnet))
        using (netisr.Enter())
        {
            VnetDns.Remember(response, netisr.Now);
        }
    }

    private VnetSocket Open(AddressFamily family, SocketType type)
    {
        using (CURVNET_SET(vnet))
        {
            return new VnetSocket(family, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        }
    }

    private ushort NextId()
    {
        using (netisr.Enter())
        {
            return (ushort)netisr.Random.Next();
        }
    }
}
