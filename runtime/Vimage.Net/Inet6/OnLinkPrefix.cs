namespace Vimage.Net;

/// <summary>A prefix of which a router has said that it is on the link. (FreeBSD: <c>struct nd_prefix</c>.)</summary>
internal sealed class OnLinkPrefix(Ifnet @interface, InAddress prefix, int length)
{
    internal Ifnet Interface { get; } = @interface;

    internal InAddress Prefix { get; } = prefix;

    internal int Length { get; } = length;

    /// <summary>Gets or sets until when it is, in nanoseconds of the domain.</summary>
    internal long Until { get; set; }
}
