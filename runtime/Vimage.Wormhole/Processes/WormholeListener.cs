using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Vimage.Wormholes;

/// <summary>
/// Where other processes of the same user on the same host open wormholes to a vnet of this one: a Unix domain socket. What goes through
/// the wormholes does not go through it.
/// </summary>
public sealed class WormholeListener : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly string _path;
    private readonly Vnet _opener;
    private readonly Vnet _vnet;
    private readonly WormholeOptions _options;
    private readonly int _capacity;

    private WormholeListener(Socket socket, string path, Vnet opener, Vnet vnet, WormholeOptions options, int capacity)
    {
        _socket = socket;
        _path = path;
        _opener = opener;
        _vnet = vnet;
        _options = options;
        _capacity = capacity;
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="path">The path of the socket, which only the user of this process may use. There must be nothing yet.</param>
    /// <param name="vnet">The vnet that the ends are to be in: the current one, or one below it.</param>
    /// <param name="options">How the wormholes are to be.</param>
    /// <returns>The listener.</returns>
    /// <exception cref="VnetPermissionException">
    /// The vnet is not the current one or below it, or that is not allowed <see cref="WormholePermission.Open"/>.
    /// </exception>
    /// <exception cref="SocketException">Nothing can be made at the path; or there is something.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative, or above 512 MiB.</exception>
    public static WormholeListener Listen(string path, Vnet vnet, WormholeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(vnet);
        Vnet opener = WormholeRights.DemandOpening(vnet);
        options ??= WormholeOptions.Default;
        int capacity = SharedEnds.CapacityOf(options);
        SharedFile.DeleteAbandoned();
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen();
            return new WormholeListener(socket, path, opener, vnet, options, capacity);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a process that wants a wormhole of bytes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task of the wormhole.</returns>
    /// <exception cref="VnetQuotaException">The vnet that listens, or one above, has as much as it may; thrown by the task.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended; thrown by the task.</exception>
    public Task<SharedWormhole<WormholePipe>> AcceptBytesAsync(CancellationToken cancellationToken = default) =>
        AcceptAsync(SharedForm.Bytes, SharedEnds.Pipe, cancellationToken);

    /// <summary>Waits for a process that wants a wormhole of frames.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task of the wormhole.</returns>
    /// <inheritdoc cref="AcceptBytesAsync" path="/exception"/>
    public Task<SharedWormhole<WormholeFrameEnd>> AcceptFramesAsync(CancellationToken cancellationToken = default) =>
        AcceptAsync(SharedForm.Frames, SharedEnds.Frames, cancellationToken);

    /// <summary>Ends listening, and removes the socket. Wormholes that are open stay so.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }

    private async Task<SharedWormhole<TEnd>> AcceptAsync<TEnd>(
        SharedForm form, SharedEnds.Maker<TEnd> make, CancellationToken cancellationToken)
        where TEnd : WormholeEnd
    {
        while (true)
        {
            Socket socket = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
            if (await TryOfferAsync(socket, form, cancellationToken).ConfigureAwait(false) is { } rings)
            {
                return SharedEnds.Establish(rings, make, new WormholeRights(_opener, _options.MayBePassedOn), _vnet, _options);
            }

            // Who does not understand, is not allowed or does not answer has to do without; others are served.
            socket.Dispose();
        }
    }

    private async Task<SharedRings?> TryOfferAsync(Socket socket, SharedForm form, CancellationToken cancellationToken)
    {
        if (!PeerCredentials.IsSameUser(socket))
        {
            return null;
        }

        string path = SharedFile.NewPath();
        using SafeFileHandle file = SharedFile.Create(path, SharedRings.FileLength(_capacity));
        try
        {
#pragma warning disable CA2000 // The memory lives as long as somebody looks at it; the rings have nothing but the socket, which is disposed of.
            MappedBytes mapped = new(file, SharedRings.FileLength(_capacity));
            SharedRings rings = SharedRings.Create(mapped, _capacity, socket);
#pragma warning restore CA2000
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(s_patience);
            return await SharedOffer.MakeAsync(socket, new SharedOffer(form, _capacity, path), patience.Token).ConfigureAwait(false) ? rings : null;
        }
        catch (Exception thrown) when (thrown is SocketException or EndOfStreamException
            || (thrown is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            // Both have it in memory, or nobody needs it.
            File.Delete(path);
        }
    }
}
