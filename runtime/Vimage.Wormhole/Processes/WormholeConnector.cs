using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Vimage.Wormholes;

/// <summary>Opens wormholes to other processes, which listen with a <see cref="WormholeListener"/>.</summary>
public static class WormholeConnector
{
    /// <summary>Opens a wormhole of bytes to another process.</summary>
    /// <param name="path">The path of its listener's socket.</param>
    /// <param name="vnet">The vnet that the end is to be in: the current one, or one below it.</param>
    /// <param name="options">How the end is to be; the capacity is the listener's.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task of the wormhole.</returns>
    /// <exception cref="VnetPermissionException">
    /// The vnet is not the current one or below it, or that is not allowed <see cref="WormholePermission.Open"/>.
    /// </exception>
    /// <exception cref="WormholeException">
    /// The listener is for frames (EPROTOTYPE), or of another user (EPERM); or it has gone, or hung up, before the wormhole was open
    /// (ECONNRESET).
    /// </exception>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="InvalidDataException">What listens there is no listener for wormholes, or one of another version.</exception>
    /// <exception cref="FileNotFoundException">The two processes have no folder for shared memory in common, as in two containers.</exception>
    /// <exception cref="VnetQuotaException">The current vnet, or one above, has as much as it may.</exception>
    public static Task<SharedWormhole<WormholePipe>> ConnectBytesAsync(
        string path, Vnet vnet, WormholeOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(path, SharedForm.Bytes, SharedEnds.Pipe, vnet, options, cancellationToken);

    /// <summary>Opens a wormhole of frames to another process.</summary>
    /// <param name="path">The path of its listener's socket.</param>
    /// <param name="vnet">The vnet that the end is to be in: the current one, or one below it.</param>
    /// <param name="options">How the end is to be; the capacity is the listener's.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A task of the wormhole.</returns>
    /// <inheritdoc cref="ConnectBytesAsync" path="/exception"/>
    public static Task<SharedWormhole<WormholeFrameEnd>> ConnectFramesAsync(
        string path, Vnet vnet, WormholeOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(path, SharedForm.Frames, SharedEnds.Frames, vnet, options, cancellationToken);

    private static async Task<SharedWormhole<TEnd>> ConnectAsync<TEnd>(
        string path, SharedForm form, SharedEnds.Maker<TEnd> make, Vnet vnet, WormholeOptions? options, CancellationToken cancellationToken)
        where TEnd : WormholeEnd
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(vnet);
        Vnet opener = WormholeRights.DemandOpening(vnet);
        options ??= WormholeOptions.Default;
#pragma warning disable CA2000 // The doorbell's, if all goes well.
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            SharedRings rings = await AcceptOfferAsync(socket, path, form, vnet, cancellationToken).ConfigureAwait(false);
            return SharedEnds.Establish(rings, make, new WormholeRights(opener, options.MayBePassedOn), vnet, options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<SharedRings> AcceptOfferAsync(
        Socket socket, string path, SharedForm form, Vnet vnet, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenOfferedAsync(socket, path, form, vnet, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception thrown) when (thrown is SocketException or EndOfStreamException)
        {
            throw new WormholeException(
                "ECONNRESET", path, vnet, $"Who listens at '{path}' is gone, or has hung up, before the wormhole was open. Connect again.");
        }
    }

    private static async Task<SharedRings> OpenOfferedAsync(
        Socket socket, string path, SharedForm form, Vnet vnet, CancellationToken cancellationToken)
    {
        if (!PeerCredentials.IsSameUser(socket))
        {
            throw new WormholeException("EPERM", path, vnet, $"Who listens at '{path}' is another user. Listen and connect as the same one.");
        }

        SharedOffer offer = await SharedOffer.ReceiveAsync(socket, cancellationToken).ConfigureAwait(false);
        if (offer.Form != form)
        {
            await SharedOffer.AnswerAsync(socket, isAccepted: false, cancellationToken).ConfigureAwait(false);
            throw new WormholeException(
                "EPROTOTYPE", path, vnet, $"A wormhole of {form} was to be opened to '{path}', which is for {offer.Form}.");
        }

        using SafeFileHandle file = SharedFile.Open(offer.Path);
#pragma warning disable CA2000 // It lives as long as somebody looks at it.
        MappedBytes mapped = new(file, SharedRings.FileLength(offer.Capacity));
#pragma warning restore CA2000
        SharedRings rings = SharedRings.Open(mapped, offer.Capacity, socket);
        await SharedOffer.AnswerAsync(socket, isAccepted: true, cancellationToken).ConfigureAwait(false);
        return rings;
    }
}
