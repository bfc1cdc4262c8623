namespace Vimage.Net;

/// <summary>What addresses are to those who choose among them: their scopes and the default policy table (RFC 6724, 2.1 and 3).</summary>
internal static class AddressPolicy
{
    private const uint Ipv4LinkLocal = 0xA9FE_0000;

    private static readonly (InAddress Prefix, int Length, int Precedence, int Label)[] s_table =
    [
        (InAddress.Loopback, 128, 50, 0),
        (Ipv4.Any, 96, 35, 4),
        (new(0x2001UL << 48, 0), 32, 5, 5),
        (new(0x2002UL << 48, 0), 16, 30, 2),
        (new(0x3FFEUL << 48, 0), 16, 1, 12),
        (InAddress.Any, 96, 1, 3),
        (new(0xFC00UL << 48, 0), 7, 3, 13),
        (new(0xFEC0UL << 48, 0), 10, 1, 11),
        (InAddress.Any, 0, 40, 1),
    ];

    /// <summary>Returns of which kind an address is: those of one kind go together.</summary>
    internal static int LabelOf(InAddress address) => Find(address).Label;

    /// <summary>Returns how much an address is preferred to others as a destination.</summary>
    internal static int PrecedenceOf(InAddress address) => Find(address).Precedence;

    /// <summary>Returns how far an address reaches: 2 to the link, 14 everywhere; of a group its scope.</summary>
    internal static int ScopeOf(InAddress address)
    {
        const int Link = 2;
        const int Global = 14;
        bool isOfLink = address.IsLinkLocal || address.IsLoopback || (address.IsIpv4 && (address.Ipv4 & 0xFFFF_0000) == Ipv4LinkLocal);
        return address.IsMulticast && !address.IsIpv4 ? address.MulticastScope : isOfLink ? Link : Global;
    }

    private static (int Precedence, int Label) Find(InAddress address)
    {
        // Longer prefixes are before those that contain them.
        foreach ((InAddress prefix, int length, int precedence, int label) in s_table)
        {
            if (((address.Value ^ prefix.Value) & InAddress.MaskOf(length)) == UInt128.Zero)
            {
                return (precedence, label);
            }
        }

        throw new System.Diagnostics.UnreachableException("The last prefix is that of all addresses.");
    }
}
