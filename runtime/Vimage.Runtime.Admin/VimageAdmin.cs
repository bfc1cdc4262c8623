using Vimage.Admin.Serving;

namespace Vimage.Admin;

/// <summary>
/// Lets the vnets of this process be seen and steered from outside, by its owner: a Unix domain socket in a folder that only the owner can
/// enter, where a caller of another user is refused. It is off unless started.
/// </summary>
public sealed class VimageAdmin : IAsyncDisposable
{
    private readonly AdminListener _listener;

    private VimageAdmin(VimageAdminOptions options) => _listener = AdminListener.Listen(options, options.Log);

    /// <summary>Gets the path of the socket's file.</summary>
    public string SocketPath => _listener.Path;

    /// <summary>Starts.</summary>
    /// <param name="options">How.</param>
    /// <returns>What is running, until it is disposed of.</returns>
    /// <exception cref="IOException">The folder is somebody else's, or no folder; or a process listens there already.</exception>
    public static VimageAdmin Start(VimageAdminOptions? options = null) => new(options ?? new VimageAdminOptions());

    /// <summary>Ends all connections, and removes the socket's file.</summary>
    /// <returns>A task that ends once nothing is running any more.</returns>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
