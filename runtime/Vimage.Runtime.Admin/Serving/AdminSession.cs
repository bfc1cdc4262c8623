using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.VisualStudio.Threading;
using StreamJsonRpc;
using Vimage.Admin.Commands;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>One connection: answers one request after the other.</summary>
internal sealed class AdminSession(VimageAdminOptions options, Action<string> log, AdminScope scope, TeardownLog teardowns, Socket caller)
{
    internal async Task RunAsync(CancellationToken stopping)
    {
#pragma warning disable CA2000 // Each is of what is around it.
        using RequestStream requests = new(new NetworkStream(caller, ownsSocket: true), options.RequestTimeout);
        using JsonRpc rpc = new(AdminProtocol.Framing(requests))
        {
            SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false),
        };
#pragma warning restore CA2000
        StreamTable streams = new();
        await using ConfiguredAsyncDisposable ending = streams.ConfigureAwait(false);
        rpc.AddLocalRpcTarget<IAdminProtocol>(new AdminTarget(scope, teardowns), null);
        rpc.AddLocalRpcTarget<INetworkProtocol>(new NetworkTarget(scope, streams), null);
        rpc.AddLocalRpcTarget<IWormholeProtocol>(new WormholeTarget(scope), null);
        rpc.AddLocalRpcTarget<ICommandProtocol>(new CommandTarget(scope, [PingCommand.Command, .. options.Commands], streams), null);
        using CancellationTokenRegistration registration = stopping.Register(static state => ((Stream)state!).Dispose(), requests);
        try
        {
            rpc.StartListening();
            await rpc.Completion.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a caller has done, the others' connections go on, and so does the process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!stopping.IsCancellationRequested)
            {
                log($"A connection was broken off: {error.Message}");
            }
        }
    }
}
