using System.Net;

namespace Vimage.Net;

/// <summary>An address of an interface, and how many bits of it name the network that it is in.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">The length of the network's prefix.</param>
/// <param name="Flags">What else there is to say of it.</param>
public sealed record IPNetworkAddress(IPAddress Address, int PrefixLength, AddressFlags Flags = AddressFlags.None)
{
    /// <summary>Returns the address and the length: <c>192.0.2.1/24</c>, and what else there is to say.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Flags == AddressFlags.None ? $"{Address}/{PrefixLength}" : $"{Address}/{PrefixLength} {Flags}";
}
