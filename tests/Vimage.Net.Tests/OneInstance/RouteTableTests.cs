using CsCheck;

namespace Vimage.Net.Tests;

public sealed class RouteTableTests
{
    // Few networks and many lengths, so that prefixes nest, part and are removed again.
    private static readonly Gen<(uint Prefix, int Length)> s_prefixes =
        Gen.Select(Gen.UInt[0, 15], Gen.Int[0, 32], static (bits, length) => ((bits * 0x1111_1111) & Ipv4.MaskOf(length), length));

    [Fact]
    public void Lookup_FindsWhatASearchOfAllRoutesFinds() =>
        Gen.Select(s_prefixes.Array[0, 40], Gen.Bool.Array[40], Gen.UInt.Array[20]).Sample(static (prefixes, removals, addresses) =>
        {
            RouteTable table = new();
            List<Route> model = [];
            foreach ((uint prefix, int length) in prefixes.Distinct())
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
            Assert.Equal(model.OrderBy(static r => r.Prefix).ThenBy(static r => r.PrefixLength), table.ToList());
            foreach (uint address in addresses.Concat(prefixes.Select(static p => p.Prefix)).Append(uint.MaxValue))
            {
                Assert.Same(
                    model.Where(each => ((each.Prefix ^ address) & Ipv4.MaskOf(each.PrefixLength)) == 0).MaxBy(static each => each.PrefixLength),
                    table.Lookup(address));
            }
        });

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
