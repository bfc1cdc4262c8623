namespace Vimage;

/// <summary>A vnet of that name exists already. (FreeBSD: <c>EADDRINUSE</c>.)</summary>
public sealed class VnetExistsException : VnetException
{
    internal VnetExistsException(string vnet)
        : base("EADDRINUSE", vnet, $"Vnet '{vnet}' exists already; choose another name or destroy it first.")
    {
    }
}
