namespace Vimage.Net.Tests;

/// <summary>Two want the same interface, or the same name, at the same moment: one has it, and the other is told.</summary>
public sealed class InterfaceRaceTests
{
    private const int Rounds = 150;
    private const int PairsOfAThread = 25;

    [Fact]
    [Trait("FreeBSD", "PR 292993")]
    [Trait("FreeBSD", "D56374")]
    public void An_interface_that_is_moved_and_destroyed_at_once_is_in_no_list_afterwards()
    {
        using TestStack stack = new();
        Vnet target = Hosts.Add("target");
        Footprint before = Footprint.Of(stack.Vnet);
        Epair a = null!;
        AtOnce.Repeat(
            Rounds,
            () =>
            {
                (a, Epair b) = Epair.Create();
                b.Configure("192.0.2.1");
                a.Configure("2001:db8::1", 64);
                return [a.Destroy, () => b.MoveTo(target), () => a.MoveTo(target)];
            },
            thrown =>
            {
                Assert.Null(thrown[0]);
                Assert.All(thrown[1..], static each => Assert.True(each is null or ObjectDisposedException, $"{each}"));
                Assert.True(a.IsDestroyed && a.Peer.IsDestroyed);
                Assert.Equal(before, Footprint.Of(stack.Vnet));
                Assert.Single(target.Run(() => Ifnet.All));
            });
    }

    [Fact]
    [Trait("FreeBSD", "PR 292993")]
    public void Of_two_who_move_one_interface_to_one_vnet_the_second_is_refused()
    {
        using TestStack stack = new();
        Vnet target = Hosts.Add("target");
        (Epair a, _) = Epair.Create();
        AtOnce.Repeat(
            Rounds,
            () => [() => a.MoveTo(target), () => a.MoveTo(target), () => a.MoveTo(target)],
            thrown =>
            {
                Assert.Equal(["EEXIST", "EEXIST"], thrown.Where(static each => each is not null).Select(static each => Assert.IsType<NetworkException>(each).Errno));
                Assert.Equal(["lo0", "epair0a"], target.Run(() => Ifnet.All).Select(static each => each.Name));
                a.MoveTo(stack.Vnet);
            });
    }

    /// <summary>(FreeBSD: <c>ifunit</c> in <c>if_vmove_loan</c>, "XXX Lock interfaces to avoid races".)</summary>
    [Fact]
    [Trait("FreeBSD", "if_vmove_loan")]
    public void Of_two_interfaces_of_one_name_only_one_comes_into_a_vnet()
    {
        using TestStack stack = new();
        Vnet[] homes = [Hosts.Add("first"), Hosts.Add("second"), Hosts.Add("third")];
        Vnet target = Hosts.Add("target");
        Epair[] same = [.. homes.Select(static home => home.Run(Epair.Create).A)];
        AtOnce.Repeat(
            Rounds,
            () => [.. same.Select<Epair, Action>(each => () => each.MoveTo(target))],
            thrown =>
            {
                Assert.Equal(["EEXIST", "EEXIST"], thrown.Where(static each => each is not null).Select(static each => Assert.IsType<NetworkException>(each).Errno));
                Epair moved = same.Single(each => each.Vnet == target);
                Assert.Equal(2, target.Run(() => Ifnet.All).Count);
                moved.MoveTo(moved.HomeVnet);
            });
    }

    [Fact]
    [Trait("FreeBSD", "D27279")]
    [Trait("FreeBSD", "r368020")]
    public void An_interface_that_moves_while_its_vnet_goes_is_at_home_or_where_it_was_moved_to()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        Epair[] lent = [.. Enumerable.Range(0, 4).Select(static _ => Epair.Create().A)];
        int round = 0;
        AtOnce.Repeat(
            Rounds,
            () =>
            {
                Vnet going = Hosts.Add($"going{round++}");
                Array.ForEach(lent, each => each.MoveTo(going));
                return
                [
                    () => Assert.Empty(going.DestroyAsync().AsTask().GetAwaiter().GetResult().Failures),
                    () => Array.ForEach(lent, each => Move(each, other)),
                    () => Array.ForEach([.. lent.Reverse()], each => Move(each, stack.Vnet)),
                ];
            },
            thrown =>
            {
                Assert.All(thrown, Assert.Null);
                string[] there = [.. other.Run(() => Ifnet.All).Concat(Ifnet.All).Select(static each => each.Name).Where(static name => name.EndsWith('a')).Order()];
                Assert.Equal(["epair0a", "epair1a", "epair2a", "epair3a"], there);
                Array.ForEach(lent, each => Move(each, stack.Vnet));
            });
    }

    [Fact]
    [Trait("FreeBSD", "D20868")]
    [Trait("FreeBSD", "r368237")]
    [Trait("FreeBSD", "PR 238870")]
    public void The_vnets_of_both_ends_of_pairs_go_at_once_and_take_them_along()
    {
        using TestStack stack = new();
        Footprint before = Footprint.Of(stack.Vnet);
        int round = 0;
        AtOnce.Repeat(
            Rounds,
            () =>
            {
                (Vnet first, Vnet second) = (Hosts.Add($"f{round}"), Hosts.Add($"s{round++}"));
                (Epair a, Epair b) = first.Run(Epair.Create);
                (Epair c, Epair d) = second.Run(Epair.Create);
                b.Rename("there0");
                d.Rename("there1");
                b.MoveTo(second);
                d.MoveTo(first);
                a.Configure("192.0.2.1");
                b.Configure("2001:db8::1", 64);
                return [.. new[] { first, second }.Select<Vnet, Action>(static each => () => Assert.True(each.DestroyAsync().AsTask().GetAwaiter().GetResult().IsClean))];
            },
            thrown =>
            {
                Assert.All(thrown, Assert.Null);
                Assert.Equal(before, Footprint.Of(stack.Vnet));
            });
    }

    [Fact]
    [Trait("FreeBSD", "epair_clone_create")]
    public void Pairs_that_are_made_at_once_have_names_numbers_and_link_addresses_of_their_own()
    {
        using TestStack stack = new();
        Vnet[] vnets = [stack.Vnet, Hosts.Add("other")];
        AtOnce.Repeat(
            10,
            () => [.. vnets.SelectMany(static vnet => Enumerable.Repeat<Action>(() => vnet.Run(MakeSome), 2))],
            thrown =>
            {
                Assert.All(thrown, Assert.Null);
                Ifnet[][] made = [.. vnets.Select(static vnet => vnet.Run(() => Ifnet.All.Where(static each => each is Epair).ToArray()))];

                // In each vnet those of the lowest numbers, whatever the other has.
                string[] expected = [.. Enumerable.Range(0, 2 * PairsOfAThread).SelectMany(static unit => (string[])[$"epair{unit}a", $"epair{unit}b"]).Order(StringComparer.Ordinal)];
                Assert.All(made, each => Assert.Equal(expected, each.Select(static one => one.Name).Order(StringComparer.Ordinal)));
                Assert.All(made, each => Assert.Equal(expected.Length, each.Select(static one => one.Index).Distinct().Count()));
                Assert.Equal(2 * expected.Length, made.SelectMany(static each => each).Select(static one => one.LinkAddress).Distinct().Count());
                Array.ForEach(made, static each => Array.ForEach(each, static one => one.Destroy()));
            });
    }

    private static void MakeSome()
    {
        for (int i = 0; i < PairsOfAThread; i++)
        {
            Epair.Create();
        }
    }

    // It may be there already, or its vnet be going just now.
    private static void Move(Epair moved, Vnet target)
    {
        try
        {
            moved.MoveTo(target);
        }
        catch (NetworkException refused) when (refused.Errno is "EEXIST" or "EBUSY")
        {
            // Where it is in the end is looked at when all are done.
        }
    }
}
