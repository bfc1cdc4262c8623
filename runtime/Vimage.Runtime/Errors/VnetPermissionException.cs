namespace Vimage;

/// <summary>The caller's vnet may not do that. (FreeBSD: <c>EPERM</c>.)</summary>
public sealed class VnetPermissionException : VnetException
{
    internal VnetPermissionException(string vnet, string reason)
        : base("EPERM", vnet, reason)
    {
    }
}
