using System.Net;

namespace Vimage.Net;

/// <summary>A <see cref="VnetDatagramPath"/> in the stack's own numbers.</summary>
/// <param name="Source">The address that a packet comes from, or any.</param>
/// <param name="InterfaceIndex">The interface that it leaves by, or 0.</param>
/// <param name="NextHop">The neighbour that it is sent to, or any.</param>
internal readonly record struct PacketPath(InAddress Source, int InterfaceIndex, InAddress NextHop)
{
    /// <summary>Gets a value indicating whether it says nothing.</summary>
    internal bool IsNone => Source.IsAny && InterfaceIndex == 0 && NextHop.IsAny;

    internal static PacketPath From(in VnetDatagramPath path) => new(From(path.Source), path.InterfaceIndex, From(path.NextHop));

    private static InAddress From(IPAddress? address) => address is null ? InAddress.Any : InAddress.From(address);
}
