using System.Net;

namespace Vimage.Hosting;

/// <summary>
/// Where a server listens in a vnet's own network: for <c>KestrelServerOptions.Listen</c>, after
/// <see cref="VnetHostingExtensions.UseVnets"/>. Each vnet has addresses and ports of its own.
/// </summary>
/// <param name="vnet">The vnet.</param>
/// <param name="address">An address of one of its interfaces, or all of them.</param>
/// <param name="port">The port; 0 for one that is free.</param>
public sealed class VnetEndPoint(Vnet vnet, IPAddress address, int port) : IPEndPoint(address, port)
{
    /// <summary>Gets the vnet.</summary>
    public Vnet Vnet { get; } = vnet ?? throw new ArgumentNullException(nameof(vnet));

    /// <summary>Returns whether another is the same of the same vnet.</summary>
    /// <param name="comparand">The other.</param>
    /// <returns>Whether it is.</returns>
    public override bool Equals(object? comparand) =>
        comparand is VnetEndPoint other && ReferenceEquals(other.Vnet, Vnet) && base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Vnet);

    /// <summary>Returns address, port and vnet.</summary>
    /// <returns>A name for people, and for Kestrel's log.</returns>
    public override string ToString() => $"{base.ToString()} in vnet {Vnet}";
}
