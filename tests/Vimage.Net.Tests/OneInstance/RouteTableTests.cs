using CsCheck;

namespace Vimage.Net.Tests;

public sealed class RouteTableTests
{
    // Few networks and many lengths, so that prefixes nest, part and are removed again; of both families in one table.
    private static readonly Gen<(InAddress Prefix, int Length)> s_inet =
        Gen.Select(Gen.UInt[0, 15], Gen.Int[0, 32], static (bits, length) => ((InAddress)((bits * 0x1111_1111) & Ipv4.MaskOf(length)), length));

    private static readonly Gen<(InAddress Prefix, int Length)> s_inet6 = Gen.Select(
        Gen.ULong[0, 15],
        Gen.Int[0, 128],
        static (bits, length) =>
        {
            ulong half = bits * 0x1111_1111_1111_1111;
            return (new InAddress(new UInt128(half, half) & InAddress.MaskOf(length)), length);
        });

    private static readonly Gen<InAddress> s_addresses = Gen.OneOf(
        Gen.UInt.Select(static number => (InAddress)number),
        Gen.Select(Gen.ULong, Gen.ULong, static (high, low) => new InAddress(high, low)));

    [Trait("RFC", "4632")]
    [Fact]
    public void Lookup_FindsWhatASearchOfAllRoutesFinds() =>
        Gen.Select(Gen.OneOf(s_inet, s_inet6).Array[0, 60], Gen.Bool.Array[60], s_addresses.Array[20]).Sample(static (prefixes, removals, addresses) =>
        {
            RouteTable table = new();
            List<Route> model = [];
            foreach ((InAddress prefix, int length) in prefixes.Distinct())
            {
                Route route = new(prefix, length, RouteKind.Blackhole);
                table.Add(route);
                model.Add(route);
            }

            foreach (Route route in model.Where((_, index) => removals[index]).ToList())
            {
                Assert.True(table.Remove(route));
                Assert.False(table.Remove(route));
                model.Remove(route);
            }

            Assert.Equal(model.Count, table.Count);
            Assert.Equal(
                model.OrderBy(static r => !r.Prefix.IsIpv4).ThenBy(static r => r.Prefix.Value).ThenBy(static r => r.PrefixLength),
                table.ToList());
            foreach (InAddress address in addresses.Concat(prefixes.Select(static p => p.Prefix)).Append(uint.MaxValue).Append(new InAddress(UInt128.MaxValue)))
            {
                Assert.Same(
                    model.Where(each => IsFor(each, address)).MaxBy(static each => each.PrefixLength),
                    table.Lookup(address));
            }
        });

    private static bool IsFor(Route route, InAddress address)
    {
        int bits = route.Prefix.IsIpv4 ? route.PrefixLength + 96 : route.PrefixLength;
        return route.Prefix.IsIpv4 == address.IsIpv4 && ((route.Prefix.Value ^ address.Value) & InAddress.MaskOf(bits)) == UInt128.Zero;
    }

    [Fact]
    public void SeveralRoutesForOnePrefix_ShareTheFlows()
    {
        RouteTable table = new();
        Route first = new(0, 0, RouteKind.Gateway, null, 1);
        Route second = new(0, 0, RouteKind.Gateway, null, 2);
        table.Add(first);
        table.Add(second);
        Assert.Equal([first, second, first], [table.Lookup(9, 0)!, table.Lookup(9, 1)!, table.Lookup(9, 2)!]);
    }
}
