using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>A vnet with a bridge that is a host too, and two on the bridge that are to share addresses: as the tests of FreeBSD have it.</summary>
internal sealed class CarpWorld : IDisposable
{
    internal CarpWorld(Func<TestStack>? create = null)
    {
        Stack = create is null ? new TestStack() : create();
        (One, Two, Three) = (Hosts.Add("one"), Hosts.Add("two"), Hosts.Add("three"));
        Bridge = One.Run(Bridge.Create);
        ((ToTwo, OfTwo), (ToThree, OfThree)) = (Epair.Create(), Epair.Create());
        OfTwo.MoveTo(Two);
        OfThree.MoveTo(Three);
        foreach (Epair member in (Epair[])[ToTwo, ToThree])
        {
            member.MoveTo(One);
            Bridge.AddMember(member);
            member.Up();
        }

        Bridge.Up();
    }

    internal TestStack Stack { get; }

    internal Vnet One { get; }

    internal Vnet Two { get; }

    internal Vnet Three { get; }

    internal Bridge Bridge { get; }

    /// <summary>Gets the members of the bridge, and their other ends.</summary>
    internal Epair ToTwo { get; }

    internal Epair ToThree { get; }

    internal Epair OfTwo { get; }

    internal Epair OfThree { get; }

    /// <summary>Makes a world in which the first of the two is preferred, and both have an address of each family besides the shared ones.</summary>
    internal static (CarpWorld World, Carp Two, Carp Three) BuildPreferred(bool preempts = false, Func<TestStack>? create = null)
    {
        CarpWorld world = new(create);
        world.Bridge.Configure("192.0.2.4");
        world.Bridge.Configure("2001:db8::4", 64);
        world.OfTwo.Configure("192.0.2.2");
        world.OfTwo.Configure("2001:db8::1:2", 64);
        world.OfThree.Configure("192.0.2.3");
        world.OfThree.Configure("2001:db8::1:3", 64);
        world.Two.Run(() => Carp.Preempts = preempts);
        world.Three.Run(() => Carp.Preempts = preempts);
        Carp two = Share(world.OfTwo, 0, "192.0.2.1", "2001:db8::1");
        Carp three = Share(world.OfThree, 100, "192.0.2.1", "2001:db8::1");
        world.Advance(4);
        Assert.Equal((CarpState.Master, CarpState.Backup), (two.State, three.State));
        return (world, two, three);
    }

    /// <summary>Adds addresses to the virtual host 1 of an interface, which it makes.</summary>
    internal static Carp Share(EthernetIfnet @interface, int advSkew, params string[] addresses)
    {
        Carp carp = Carp.Create(@interface, vhid: 1, advSkew: advSkew, pass: "foobar");
        foreach (string address in addresses)
        {
            IPAddress shared = IPAddress.Parse(address);
            @interface.AddAddress(shared, shared.AddressFamily == AddressFamily.InterNetwork ? 24 : 64, vhid: 1);
        }

        return carp;
    }

    internal void Advance(double seconds) => Stack.Time.Advance(TimeSpan.FromSeconds(seconds));

    internal int Ping(string destination, int count = 3) => Stack.Ping(One, destination, count, wait: TimeSpan.FromSeconds(1));

    internal int Ping6(string destination) => FilterWorld.Ping6(Stack, One, destination);

    public void Dispose() => Stack.Dispose();
}
