namespace Vimage.Net.Topology.Tests;

/// <summary>Topologies that are built by calls.</summary>
public sealed class BuilderTests
{
    [Fact]
    public void A_mistake_is_said_without_a_place_and_with_what_it_is_of()
    {
        TopologyBuilder builder = new TopologyBuilder().Host("a").Host("a").Link("a", "b");
        TopologyException error = Assert.Throws<TopologyException>(builder.Build);
        Assert.Equal(2, error.Errors.Count);
        Assert.StartsWith("There is a node 'a' already. ", error.Message, StringComparison.Ordinal);
        Assert.Contains("\nLink 'a-b' names node 'b', which is not there.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_beyond_what_they_can_be_are_refused_where_they_are_given()
    {
        TopologyBuilder builder = new TopologyBuilder().Host("a").Host("b");
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Link("a", "b", static link => link.Loss(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Link("a", "b", static link => link.Loss(double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Link("a", "b", static link => link.Delay(TimeSpan.FromDays(3650))));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Link("a", "b", static link => link.Rate(0)));
        Assert.Throws<FormatException>(() => builder.Link("a", "b", static link => link.Addresses("10.0.0.1", "10.0.0.2")));
    }

    [Fact]
    public void Links_of_one_bridge_have_one_mtu()
    {
        TopologyBuilder builder = new TopologyBuilder().Host("a").Host("b").Bridge("s").Link("a", "s").Link("b", "s", static link => link.Mtu(9000));
        Assert.Contains("one of 1500", Assert.Throws<TopologyException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_links_between_two_nodes_have_names_of_their_own()
    {
        TopologyModel model = new TopologyBuilder().Host("a").Host("b").Link("a", "b").Link("a", "b").Link("b", "a").Link("a", "b", static link => link.Named("a-b-2")).Build();
        Assert.Equal(["a-b", "a-b-3", "b-a", "a-b-2"], model.Links.Select(static link => link.Name));
    }

    [Fact]
    public void A_pool_leaves_out_what_somebody_has()
    {
        TopologyModel model = new TopologyBuilder()
            .WithAddressPool("10.0.0.0/28").WithAddressPool("10.1.0.0/30")
            .Host("a", static node => node.Loopback("10.0.0.5/32")).Host("b").Host("c").Host("d").Host("e")
            .Link("a", "b").Link("b", "c").Link("c", "d").Link("d", "e")
            .Build();
        Assert.Equal(["10.0.0.1/30", "10.0.0.9/30", "10.0.0.13/30", "10.1.0.1/30"], model.Links.Select(static link => link.A.Addresses[0].ToString()));
    }

    [Fact]
    public void Shortest_routes_are_as_short_as_they_can_be()
    {
        // A ring of six, in which the way to the one opposite is as long both ways.
        TopologyBuilder ring = new TopologyBuilder().WithAddressPool("10.0.0.0/24").WithShortestRoutes();
        for (int i = 0; i < 6; i++)
        {
            ring.Router($"r{i}", node => node.Loopback($"192.0.2.{i + 1}/32")).Link($"r{i}", $"r{(i + 1) % 6}");
        }

        TopologyModel model = ring.Build();
        Dictionary<string, string> routes = model.Nodes[0].Routes.ToDictionary(static each => each.Destination.ToString(), static each => each.Gateway.ToString());
        string right = model.Links[0].B.Addresses[0].Address.ToString();
        string left = model.Links[5].A.Addresses[0].Address.ToString();
        Assert.Equal((right, right, right, left, left), (routes["192.0.2.2/32"], routes["192.0.2.3/32"], routes["192.0.2.4/32"], routes["192.0.2.5/32"], routes["192.0.2.6/32"]));
        Assert.DoesNotContain("192.0.2.1/32", routes.Keys);
    }

    [Fact]
    public void Hosts_do_not_send_on_so_no_shortest_route_leads_through_one()
    {
        TopologyModel model = new TopologyBuilder().WithAddressPool("10.0.0.0/24").WithShortestRoutes()
            .Router("r1").Router("r2").Host("between").Router("far")
            .Link("r1", "between").Link("between", "r2").Link("r1", "far").Link("far", "r2")
            .Build();
        TopologyRoute toBetweenR2 = model.Nodes[0].Routes.Single(each => each.Destination.Contains(model.Links[1].A.Addresses[0].Address));
        Assert.Equal(model.Links[2].B.Addresses[0].Address, toBetweenR2.Gateway);
    }
}
