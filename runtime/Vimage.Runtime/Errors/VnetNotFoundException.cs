namespace Vimage;

/// <summary>No vnet of that name can be seen from here. (FreeBSD: <c>ESRCH</c>.)</summary>
public sealed class VnetNotFoundException : VnetException
{
    internal VnetNotFoundException(string vnet)
        : base("ESRCH", vnet, $"There is no vnet '{vnet}'.")
    {
    }
}
