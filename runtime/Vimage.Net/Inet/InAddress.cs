using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// An address of either family as a number, the first byte on the wire the highest: an IPv6 address, or an IPv4 one in its mapped form
/// (RFC 4291, 2.5.5.2). One whose scope is a link has the index of the interface to that link in its second 16 bits, which are 0 on the
/// wire: it is then unambiguous in the vnet. (FreeBSD: <c>struct in6_addr</c>; KAME's embedded scope.)
/// </summary>
internal readonly record struct InAddress(ulong High, ulong Low)
{
    internal const int Size = 16;

    /// <summary>The length of an address in bits.</summary>
    internal const int Bits = 128;

    private const int ZoneShift = 32;
    private const ulong ZoneMask = 0xFFFFUL << ZoneShift;
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>Gets <c>::</c>, no address or any.</summary>
    internal static InAddress Any => default;

    /// <summary>Gets <c>::1</c>.</summary>
    internal static InAddress Loopback => new(0, 1);

    /// <summary>Gets <c>ff02::1</c>, without a zone: all nodes on the link.</summary>
    internal static InAddress AllNodes => new(0xFF02UL << 48, 1);

    /// <summary>Gets <c>ff02::2</c>, without a zone.</summary>
    internal static InAddress AllRouters => new(0xFF02UL << 48, 2);

    // Not kept as one: the compiler's code for two halves is better.
    internal InAddress(UInt128 value)
        : this((ulong)(value >> 64), (ulong)value)
    {
    }

    internal UInt128 Value => new(High, Low);

    internal bool IsIpv4 => High == 0 && Low >> 32 == 0xFFFF;

    /// <summary>Gets a value indicating whether it is the unspecified address of either family.</summary>
    internal bool IsAny => High == 0 && Low is 0 or MappedPrefix;

    /// <summary>
    /// Gets a value indicating whether it is an IPv6 address of one host, of more than a link, as most are. Others may be too, but have
    /// to be looked at closer: those that begin with the byte 0, fe or ff.
    /// </summary>
    internal bool IsOrdinary => (High >> 56) - 1 < 0xFD;

    internal bool IsMulticast => IsIpv4 ? Net.Ipv4.IsMulticast(Ipv4) : High >> 56 == 0xFF;

    internal bool IsLoopback => IsIpv4 ? Net.Ipv4.IsLoopback(Ipv4) : High == 0 && Low == 1;

    /// <summary>Gets a value indicating whether it is in fe80::/10.</summary>
    internal bool IsLinkLocal => High >> 54 == 0x3FA;

    /// <summary>Gets the scope of a group (RFC 4291, 2.7): 1 interface, 2 link, 5 site, 14 global.</summary>
    internal int MulticastScope => (int)(High >> 48) & 0xF;

    /// <summary>Gets a value indicating whether it means nothing without the link that it is on.</summary>
    internal bool IsOfLink => IsLinkLocal || (High >> 56 == 0xFF && MulticastScope is 1 or 2);

    /// <summary>Gets the index of the interface to the link that it is on; 0 if it is not of a link, or that is not known.</summary>
    internal int Zone => IsOfLink ? (int)((High & ZoneMask) >> ZoneShift) : 0;

    /// <summary>Gets the IPv4 address that it maps.</summary>
    internal uint Ipv4 => (uint)Low;

    /// <summary>Gets 64 bits that differ where addresses do, mostly; of an IPv4 address its number.</summary>
    internal ulong Folded => IsIpv4 ? Ipv4 : High ^ Low;

    /// <summary>Maps an IPv4 address.</summary>
    public static implicit operator InAddress(uint ipv4) => new(0, MappedPrefix | ipv4);

    /// <summary>Returns the unspecified address of the family of another.</summary>
    internal static InAddress AnyLike(InAddress other) => other.IsIpv4 ? (InAddress)Net.Ipv4.Any : Any;

    /// <summary>Returns the mask of a prefix of 0 to 128 bits.</summary>
    internal static UInt128 MaskOf(int prefixLength) => prefixLength == 0 ? UInt128.Zero : UInt128.MaxValue << (Bits - prefixLength);

    /// <summary>Reads an address as it is on the wire, without a zone.</summary>
    internal static InAddress Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Returns the group that a host joins for an address of its own (RFC 4291, 2.7.1), without a zone.</summary>
    internal static InAddress SolicitedNodeOf(InAddress address) => new(0xFF02UL << 48, 0x1_FF00_0000 | (address.Low & 0xFF_FFFF));

    /// <summary>Takes an address from a program, with its scope.</summary>
    /// <exception cref="ArgumentException">It is of another family.</exception>
    internal static InAddress From(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Net.Ipv4.FromAddress(address);
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            throw new ArgumentException($"{address} is no IP address. (EAFNOSUPPORT)", nameof(address));
        }

        Span<byte> bytes = stackalloc byte[Size];
        _ = address.TryWriteBytes(bytes, out _);
        InAddress read = Read(bytes);
        return read.IsOfLink ? read.WithZone((int)address.ScopeId) : read;
    }

    /// <summary>Returns the same on the link of an interface, if it is of a link.</summary>
    internal InAddress WithZone(int interfaceIndex) =>
        IsOfLink ? new((High & ~ZoneMask) | ((ulong)(ushort)interfaceIndex << ZoneShift), Low) : this;

    /// <summary>Returns the same on the link of an interface, if it is of a link and does not say which.</summary>
    internal InAddress WithZoneOf(Ifnet? @interface) => @interface is not null && Zone == 0 ? WithZone(@interface.Index) : this;

    /// <summary>Returns it as it is on the wire.</summary>
    internal InAddress WithoutZone() => WithZone(0);

    /// <summary>Writes it as it is on the wire: without its zone.</summary>
    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, IsOfLink ? High & ~ZoneMask : High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    /// <summary>Returns it for a program: of its own family, with its scope.</summary>
    internal IPAddress ToIPAddress()
    {
        if (IsIpv4)
        {
            return Net.Ipv4.ToAddress(Ipv4);
        }

        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return new IPAddress(bytes, Zone);
    }

    /// <summary>Returns it for a program that speaks one family: IPv4 addresses are mapped for one of IPv6.</summary>
    internal IPAddress ToIPAddress(AddressFamily family) =>
        family == AddressFamily.InterNetworkV6 && IsIpv4 ? ToIPAddress().MapToIPv6() : ToIPAddress();

    public override string ToString() => ToIPAddress().ToString();

    // The compiler's own takes the hash of each half by itself.
    public override int GetHashCode()
    {
        ulong mixed = Folded * 0xBF58476D1CE4E5B9;
        return (int)(mixed >> 32);
    }
}
