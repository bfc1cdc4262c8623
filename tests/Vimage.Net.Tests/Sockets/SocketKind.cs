namespace Vimage.Net.Tests;

/// <summary>Whose sockets.</summary>
public enum SocketKind
{
    /// <summary>The kernel's, by <see cref="System.Net.Sockets.Socket"/>.</summary>
    Kernel,

    /// <summary>A vnet's.</summary>
    Stack,
}
