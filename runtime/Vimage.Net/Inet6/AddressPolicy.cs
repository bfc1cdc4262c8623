namespace Vimage.Net;

/// <summary>The default policy table (RFC 6724, 2.1), as far as it says which addresses are of one kind.</summary>
internal static class AddressPolicy
{
    private static readonly (InAddress Prefix, int Length, int Label)[] s_table =
    [
        (InAddress.Loopback, 128, 0),
        (Ipv4.Any, 96, 4),
        (new(0x2001UL << 48, 0), 32, 5),
        (new(0x2002UL << 48, 0), 16, 2),
        (new(0x3FFEUL << 48, 0), 16, 12),
        (InAddress.Any, 96, 3),
        (new(0xFC00UL << 48, 0), 7, 13),
        (new(0xFEC0UL << 48, 0), 10, 11),
        (InAddress.Any, 0, 1),
    ];

    internal static int LabelOf(InAddress address)
    {
        // Longer prefixes are before those that contain them.
        foreach ((InAddress prefix, int length, int label) in s_table)
        {
            if (((address.Value ^ prefix.Value) & InAddress.MaskOf(length)) == UInt128.Zero)
            {
                return label;
            }
        }

        throw new System.Diagnostics.UnreachableException("The last prefix is that of all addresses.");
    }
}
