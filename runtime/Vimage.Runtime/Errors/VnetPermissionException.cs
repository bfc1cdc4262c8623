namespace Vimage;

/// <summary>The caller's vnet may not do that. (FreeBSD: <c>EPERM</c>.)</summary>
public sealed class VnetPermissionException : VnetException
{
    /// <summary>Initializes a new instance of the <see cref="VnetPermissionException"/> class: for libraries that work on vnets.</summary>
    /// <param name="vnet">The full name of the vnet that the operation was about.</param>
    /// <param name="reason">What was refused, where, and what to do.</param>
    public VnetPermissionException(string vnet, string reason)
        : base("EPERM", vnet, reason)
    {
    }
}
