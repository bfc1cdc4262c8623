namespace Vimage;

/// <summary>How a vnet is to be when it is created.</summary>
/// <seealso cref="Vnet.CreateChild"/>
public sealed class VnetOptions
{
    /// <summary>
    /// Gets the number of vnets that code running in the new vnet may have below it at one time, at any depth. 0, the
    /// default, means that it may create none. (FreeBSD: <c>children.max</c>.)
    /// </summary>
    public int ChildrenMax { get; init; }
}
