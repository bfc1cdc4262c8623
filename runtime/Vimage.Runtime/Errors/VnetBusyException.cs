namespace Vimage;

/// <summary>The vnet is in use in a way that forbids the operation. (FreeBSD: <c>EBUSY</c>.)</summary>
public sealed class VnetBusyException : VnetException
{
    internal VnetBusyException(string vnet, string reason)
        : base("EBUSY", vnet, $"Vnet '{vnet}' is busy: {reason}")
    {
    }
}
