namespace Vimage.Net.Topology.Tests;

/// <summary>What is wrong with a file is said with its line and column, and with what to do.</summary>
public sealed class ReaderErrorTests
{
    public static TheoryData<string, int, int, string> BadFiles => new()
    {
        // What is no YAML, or more than a topology is.
        { "nodes: { a: {}", 1, 14, "This is no YAML" },
        { "nodes:\n  a:\n b:", 3, 2, "This is no YAML" },
        { "nodes:\n\ta: {}", 2, 1, "begins with a tab" },
        { "", 0, 0, "The file is empty" },
        { "# nothing\n", 0, 0, "The file is empty" },
        { "just text", 1, 1, "is a mapping" },
        { "nodes: [a, b]", 1, 8, "'nodes' is a mapping from names" },
        { "nodes: { a: }\n---\nnodes: { b: }", 2, 1, "A second document" },
        { "nodes: { a: &a {}, b: *a }", 1, 23, "The alias '*a' is not taken" },
        { "nodes: { a: !!int 3 }", 1, 13, "means nothing here" },
        { "nodes: { [a]: {} }", 1, 10, "A key is a word" },

        // Names.
        { "nodes: { a: {} }\nlinkz: []", 2, 1, "Did you mean 'links'?" },
        { "nodes:\n  a:\n  b:\n  a:", 4, 3, "'a' is here a second time (line 2)" },
        { "nodes: { 'a b': }", 1, 10, "'a b' can't name a node" },
        { "nodes: { a.b: }", 1, 10, "'a.b' can't name a node" },
        { "name: 'x/y'\nnodes: { a: }", 1, 7, "can't name a topology" },
        { "nodes: { alice: , bob: }\nlinks:\n  - [alice, bbo]", 3, 13, "names node 'bbo', which is not there. Did you mean 'bob'?" },
        { "nodes: { a: , b: }\nlinks:\n  - [a, a]", 3, 9, "from node 'a' to itself" },
        { "nodes: { a: , b: }\nlinks:\n  - [a]", 3, 5, "a list of 1" },
        { "nodes: { a: , b: }\nlinks:\n  - { between: [a, b], name: x }\n  - { between: [a, b], name: x }", 4, 30, "There is a link 'x' already (line 3)" },
        { "nodes: { a: , b: }\nlinks: [[a:e0, b], [a:e0, b]]", 2, 21, "has an interface 'e0' already" },
        { "nodes: { a: , b: }\nlinks: [[a:lo0, b]]", 2, 10, "'lo0' can't name an interface" },
        { "nodes: { a: , b: }\nlinks: [{ delay: 1ms }]", 2, 9, "does not say which nodes it joins" },
        { "nodes: { a: { kind: switch } }", 1, 21, "'switch' is no kind of node" },
        { "nodes: { a: { stp: true } }", 1, 20, "is no bridge" },

        // Cycles.
        { "nodes: { x: bridge, y: bridge, z: bridge }\nlinks:\n  - [x, y]\n  - [y, z]\n  - [z, x]", 5, 5, "closes a loop of bridges, z - y - x - z" },
        { "nodes: { x: bridge, y: { kind: bridge, stp: true } }\nlinks: [[x, y], [x, y]]", 2, 17, "or say 'stp: true' of x" },
        { "nodes: { a: , b: }\nprofiles:\n  p: { like: q }\n  q: { like: r }\n  r: { like: p }", 5, 14, "The profiles are a cycle: 'p' like 'q' like 'r' like 'p'" },
        { "nodes: { a: }\nprofiles: { p: { like: p } }", 2, 24, "The profiles are a cycle: 'p' like 'p'" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], like: slow }]", 2, 34, "There is no profile 'slow'" },

        // Values beyond what they can be.
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], delay: 87600h }]", 2, 35, "a time from 0 to 1h" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], delay: 10 }]", 2, 35, "a time from 0 to 1h" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], loss: 200% }]", 2, 34, "a part of the packets" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], loss: -1 }]", 2, 34, "a part of the packets" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], rate: 0bit }]", 2, 34, "a number of bits per second" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], rate: 99tbit }]", 2, 34, "a number of bits per second" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], rate: 1mbit, queue: 2000000 }]", 2, 48, "a number of packets" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], queue: 10 }]", 2, 35, "has no queue" },
        { "nodes: { a: , b: }\nlinks: [{ between: [a, b], mtu: 40 }]", 2, 33, "a number of bytes" },
        { "seed: -1\nnodes: { a: }", 1, 7, "a number from 0 to" },
        { "time: slow\nnodes: { a: }", 1, 7, "'real' or 'virtual'" },
        { "routes: fast\nnodes: { a: }", 1, 9, "'shortest' or 'none'" },

        // Addresses and routes.
        { "nodes: { a: { loopback: 10.0.0.1 } }", 1, 25, "An address can't be" },
        { "nodes: { a: { loopback: 10.1/8 } }", 1, 25, "An address can't be" },
        { "nodes: { a: { loopback: 10.0.0.0/24 } }", 1, 25, "that of the network itself" },
        { "nodes: { a: { loopback: 224.0.0.5/32 } }", 1, 25, "not that of one interface" },
        { "nodes: { a: { loopback: 10.0.0.1/32 }, b: { loopback: 10.0.0.1/32 } }", 1, 55, "which a:lo0 has (line 1)" },
        { "nodes: { a: , s: bridge }\nlinks: [[a, { node: s, addresses: 10.0.0.1/24 }]]", 2, 35, "bridges have none" },
        { "pool: 10.0.0.1/16\nnodes: { a: }", 1, 7, "no bit set behind its prefix" },
        { "pool: 0.0.0.0/0\nnodes: { a: }", 1, 7, "too large to be meant" },
        { "pool: 10.0.0.0/30\nnodes: { a: , b: , c: }\nlinks: [[a, b], [b, c]]", 1, 7, "is left in the pool 10.0.0.0/30" },
        { "nodes: { a: { routes: 10.0.0.0/8 } }", 1, 23, "A route can't be" },
        { "nodes: { a: { routes: default via 10.0.0.1 } }", 1, 23, "in no network that it has an interface in" },

        // Schedules.
        { "nodes: { a: , b: }\nlinks: [[a, b]]\nschedule: [{ cut: a-b }]", 3, 12, "does not say when" },
        { "nodes: { a: , b: }\nlinks: [[a, b]]\nschedule: [{ at: 1s }]", 3, 12, "is one thing that happens" },
        { "nodes: { a: , b: }\nlinks: [[a, b]]\nschedule: [{ at: 1s, cut: a-b, mend: a-b }]", 3, 12, "are cut and mend" },
        { "nodes: { a: , b: }\nlinks: [[a, b]]\nschedule: [{ at: 1s, cut: b-a }]", 3, 27, "The schedule names link 'b-a', which is not there" },
        { "nodes: { a: , b: }\nlinks: [[a, b]]\nschedule: [{ at: 99d, cut: a-b }]", 3, 18, "a time within 30 days" },
        { "nodes: { a: , b: }\nlinks: [[a, b]]\nschedule: [{ at: 1s, cut: a-b, loss: 5% }]", 3, 38, "'cut' changes nothing of that" },
        { "nodes: { a: , b: }\nlinks: [[a, b]]\nschedule: [{ at: 1s, change: a-b, loss: 500% }]", 3, 41, "a part of the packets" },
        { "nodes: { a: , b: }\nschedule: [{ at: 1s, partition: [[a, c]] }]", 2, 38, "names node 'c'" },
        { "nodes: { a: , b: }\nschedule: [{ at: 1s, partition: [[a], [b, a]] }]", 2, 43, "in two places of the partition" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_mistake_is_reported_where_it_is(string yaml, int line, int column, string what)
    {
        TopologyException error = Assert.Throws<TopologyException>(() => TopologyModel.Parse(yaml, "net.yaml"));
        TopologyError first = error.Errors[0];
        Assert.Contains(what, first.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (first.Line, first.Column));
        Assert.StartsWith(line == 0 ? "net.yaml: " : $"net.yaml({line},{column}): ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_mistakes_are_reported_at_once_in_the_order_of_the_file()
    {
        const string Yaml = """
            nodes: { a: rooter, b: { kind: router, lopback: 10.0.0.1/32 } }
            links:
              - { between: [a, b], loss: 200%, delay: 2 years }
              - [b]
            """;
        TopologyException error = Assert.Throws<TopologyException>(() => TopologyModel.Parse(Yaml));
        Assert.Equal([(1, 13), (1, 40), (3, 30), (3, 43), (4, 5)], error.Errors.Select(static each => (each.Line, each.Column)));
        Assert.Equal(5, error.Message.Split('\n').Length);
    }

    [Fact]
    public void A_file_of_a_million_laughs_is_refused_at_once()
    {
        string yaml = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(0, 20).Select(static i => $"a{i}: &b{i} [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"));
        TopologyException error = Assert.Throws<TopologyException>(() => TopologyModel.Parse(yaml));
        Assert.All(error.Errors, static each => Assert.NotEqual(0, each.Line));
        Assert.InRange(error.Errors.Count, 1, 100);
    }

    [Fact]
    public void A_file_that_is_nested_without_end_is_refused() =>
        Assert.Contains("nested deeper", Assert.Throws<TopologyException>(static () => TopologyModel.Parse($"nodes: {new string('[', 100_000)}")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_too_large_is_refused() =>
        Assert.Contains(
            "more than 16777216 characters",
            Assert.Throws<TopologyException>(static () => TopologyModel.Parse(new string('#', TopologyLimits.FileCharacters + 1))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void More_nodes_than_there_may_be_are_refused_at_the_first_too_many()
    {
        string yaml = "nodes:\n" + string.Concat(Enumerable.Range(0, TopologyLimits.Nodes + 2).Select(static i => $"  n{i}:\n"));
        TopologyError error = Assert.Throws<TopologyException>(() => TopologyModel.Parse(yaml)).Errors[0];
        Assert.Contains($"{TopologyLimits.Nodes} is the most", error.Message, StringComparison.Ordinal);
        Assert.Equal(TopologyLimits.Nodes + 2, error.Line);
    }

    [Fact]
    public void Shortest_routes_that_fit_nowhere_are_refused()
    {
        string yaml = "pool: 10.0.0.0/8\nroutes: shortest\nnodes:\n" + string.Concat(Enumerable.Range(0, 3000).Select(static i => $"  n{i}: router\n"))
            + "links:\n" + string.Concat(Enumerable.Range(1, 2999).Select(static i => $"  - [n{i - 1}, n{i}]\n"));
        TopologyError error = Assert.Throws<TopologyException>(() => TopologyModel.Parse(yaml)).Errors[0];
        Assert.Contains("Shortest routes of 3000 routers", error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 9), (error.Line, error.Column));
    }

    [Fact]
    public void A_file_that_is_not_there_is_no_topology_error() =>
        Assert.ThrowsAny<IOException>(static () => TopologyModel.Load(Path.Combine(Path.GetTempPath(), "no such topology.yaml")));
}
