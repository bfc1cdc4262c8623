namespace Vimage.Net;

/// <summary>Which addresses of an interface are meant.</summary>
public enum PfInterfaceAddresses
{
    /// <summary>All of them. (<c>(if)</c>)</summary>
    All,

    /// <summary>The first one of each family, and of IPv6 none of a link. (<c>(if:0)</c>)</summary>
    First,

    /// <summary>The networks that they are in. (<c>(if:network)</c>)</summary>
    Networks,
}
