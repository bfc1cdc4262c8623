using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Hosts and ports.</content>
internal sealed partial class PfParser
{
    private PfHost ParseHost()
    {
        bool isNegated = TryTake("!");
        if (TryTake("any"))
        {
            return PfHost.Any with { IsNegated = isNegated };
        }

        PfHost host = Current.Is("(") ? ParseInterface() : Current.Is("<") ? PfHost.OfTable(ParseTableName()) : PfHost.Of(ParseNetwork());
        return host with { IsNegated = isNegated };
    }

    private PfHost ParseInterface()
    {
        Expect("(");
        string name = TakeName("the name of an interface");
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        PfInterfaceAddresses addresses = PfInterfaceAddresses.All;
        if (colon >= 0)
        {
            addresses = name[(colon + 1)..] switch
            {
                "0" => PfInterfaceAddresses.First,
                "network" => PfInterfaceAddresses.Networks,
                _ => throw Back("':0' or ':network' behind the name of the interface"),
            };
            name = name[..colon];
        }

        Expect(")");
        return PfHost.OfInterface(name, addresses);
    }

    private IPNetwork ParseNetwork()
    {
        const string What = "an address, a network, 'any', '(interface)' or '<table>'";

        // What the framework takes for an address too: 10.1 is 10.0.0.1.
        bool isFull = Current.Text.Contains(':', StringComparison.Ordinal) || Current.Text.Count(static c => c == '.') == 3;
        if (!isFull || !IPAddress.TryParse(Current.Text, out IPAddress? address) || Current.Text.Contains('%', StringComparison.Ordinal))
        {
            throw Expected(What);
        }

        _position++;
        int bits = address.AddressFamily == AddressFamily.InterNetworkV6 ? InAddress.Bits : 32;
        int length = TryTake("/") ? TakeNumber(bits) : bits;
        byte[] bytes = address.GetAddressBytes();
        for (int bit = length; bit < bits; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    private PfPorts ParsePorts()
    {
        const int Last = ushort.MaxValue;
        if (TryTake("!="))
        {
            return PfPorts.One(TakeNumber(Last)) with { IsNegated = true };
        }

        if (TryTake("<="))
        {
            return new PfPorts(0, TakeNumber(Last));
        }

        if (TryTake(">="))
        {
            return new PfPorts(TakeNumber(Last), Last);
        }

        if (TryTake("<"))
        {
            return new PfPorts(0, TakeNumber(Last) - 1);
        }

        if (TryTake(">"))
        {
            return new PfPorts(TakeNumber(Last) + 1, Last);
        }

        _ = TryTake("=");
        return ParseRange();
    }

    private PfPorts ParseRange()
    {
        string[] parts = Current.Text.Split(':');
        if (parts.Length <= 2
            && ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ushort first)
            && ushort.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort last)
            && first <= last)
        {
            return Taken(new PfPorts(first, last));
        }

        throw Expected("a port of 0 to 65535, or two of them as first:last");
    }

    // About what was just taken.
    private PfSyntaxException Back(string what)
    {
        _position--;
        return Expected(what);
    }
}
