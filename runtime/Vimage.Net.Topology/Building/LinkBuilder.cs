using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology;

/// <summary>Describes a link, whose behaviour is the same both ways unless <see cref="Back"/> says otherwise.</summary>
public sealed class LinkBuilder : LinkConditionsBuilder<LinkBuilder>
{
    private readonly LinkDraft _link;

    internal LinkBuilder(LinkDraft link) => _link = link;

    /// <summary>Gives it a name; otherwise it has its nodes' names, <c>r1-r2</c>.</summary>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <returns>This.</returns>
    public LinkBuilder Named(string name)
    {
        _link.Name = name;
        return this;
    }

    /// <summary>Gives its interfaces an address each.</summary>
    /// <param name="a">That of the first: <c>192.0.2.1/24</c>.</param>
    /// <param name="b">That of the second.</param>
    /// <returns>This.</returns>
    /// <exception cref="FormatException">One of them can't be read.</exception>
    public LinkBuilder Addresses(string a, string b) => AddressOfA(a).AddressOfB(b);

    /// <summary>Gives its first interface an address.</summary>
    /// <param name="address">Such as <c>192.0.2.1/24</c>.</param>
    /// <returns>This.</returns>
    /// <exception cref="FormatException">It can't be read.</exception>
    public LinkBuilder AddressOfA(string address) => Add(_link.A, address);

    /// <summary>Gives its second interface an address.</summary>
    /// <param name="address">Such as <c>192.0.2.2/24</c>.</param>
    /// <returns>This.</returns>
    /// <exception cref="FormatException">It can't be read.</exception>
    public LinkBuilder AddressOfB(string address) => Add(_link.B, address);

    /// <summary>Sets the bytes that a packet may have.</summary>
    /// <param name="bytes">72 to 65535; 1500 unless set.</param>
    /// <returns>This.</returns>
    public LinkBuilder Mtu(int bytes)
    {
        _link.Mtu = bytes;
        return this;
    }

    /// <summary>Says what is otherwise from the second node to the first, of what was said before.</summary>
    /// <param name="configure">What.</param>
    /// <returns>This.</returns>
    public LinkBuilder Back(Action<OneWayBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        OneWayBuilder back = new(_link.Backward);
        configure(back);
        _link.Backward = back.Properties;
        return this;
    }

    private protected override LinkBuilder Set(Func<LinkProperties, LinkProperties> change)
    {
        _link.Forward = change(_link.Forward ?? new LinkProperties());
        _link.Backward = change(_link.Backward ?? new LinkProperties());
        return this;
    }

    private LinkBuilder Add(EndDraft end, string address)
    {
        end.Addresses.Add(new Located<IPNetworkAddress>(AddressText.Parse(address), default));
        return this;
    }
}
