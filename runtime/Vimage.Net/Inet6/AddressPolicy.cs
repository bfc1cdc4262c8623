namespace Vimage.Net;

/// <summary>The default policy table (RFC 6724, 2.1): which addresses are of one kind, and which kind is preferred.</summary>
internal static class AddressPolicy
{
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

    internal static int LabelOf(InAddress address) => Find(address).Label;

    internal static int PrecedenceOf(InAddress address) => Find(address).Precedence;

    // Longer prefixes are before those that contain them.
    private static (InAddress Prefix, int Length, int Precedence, int Label) Find(InAddress address)
    {
        foreach ((InAddress Prefix, int Length, int Precedence, int Label) entry in s_table)
        {
            if (((address.Value ^ entry.Prefix.Value) & InAddress.MaskOf(entry.Length)) == UInt128.Zero)
            {
                return entry;
            }
        }

        throw new System.Diagnostics.UnreachableException("The last prefix is that of all addresses.");
    }
}
