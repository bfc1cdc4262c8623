namespace Vimage.Net;

/// <summary>A router that has advertised itself. (FreeBSD: <c>struct nd_defrouter</c>.)</summary>
internal sealed class DefaultRouter(Ifnet @interface, InAddress address)
{
    internal Ifnet Interface { get; } = @interface;

    internal InAddress Address { get; } = address;

    /// <summary>Gets or sets until when it is one, in nanoseconds of the domain.</summary>
    internal long Until { get; set; }

    /// <summary>Gets or sets how much it wants to be the one (RFC 4191): -1, 0 or 1.</summary>
    internal int Preference { get; set; }
}
