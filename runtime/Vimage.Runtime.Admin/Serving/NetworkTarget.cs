using System.Globalization;
using System.Net;
using Vimage.Admin.Protocol;
using Vimage.Net;

namespace Vimage.Admin.Serving;

/// <summary>Answers for network stacks.</summary>
internal sealed class NetworkTarget(AdminScope scope, StreamTable streams) : INetworkProtocol
{
    private const string DefaultDestination = "default";

    public Task<IReadOnlyList<InterfaceEntry>> ListInterfacesAsync(string path, bool recursive) =>
        Answer(() => InterfaceReader.List(scope, path, recursive));

    public Task<IReadOnlyList<string>> CreateInterfaceAsync(string path, string kind) => AnswerIn<IReadOnlyList<string>>(path, () =>
    {
        switch (kind)
        {
            case "epair":
                (Epair a, Epair b) = Epair.Create();
                return [a.Name, b.Name];
            case "bridge":
                return [Bridge.Create().Name];
            case "lo":
                return [Loopback.Create().Name];
            default:
                throw new ArgumentException($"'{kind}' can't be made from here. There are epair, bridge and lo.");
        }
    });

    public Task DestroyInterfaceAsync(string path, string name) => DoWith(path, name, static each => each.Destroy());

    public Task<string> MoveInterfaceAsync(string path, string name, string target, string? newName) => Answer(() =>
    {
        Vnet vnet = scope.Find(target);
        return scope.Find(path).Run(() => Netisr.Current.RunExclusively(() =>
        {
            // By the rights of the tree's vnet, which is above both.
            Ifnet moved = Ifnet.Get(name);
            scope.Tree.Run(() => moved.MoveTo(vnet));
            if (newName is not null)
            {
                moved.Rename(newName);
            }

            return moved.Name;
        }));
    });

    public Task SetUpAsync(string path, string name, bool isUp) => DoWith(path, name, each =>
    {
        if (isUp)
        {
            each.Up();
        }
        else
        {
            each.Down();
        }
    });

    public Task SetMtuAsync(string path, string name, int mtu) => DoWith(path, name, each => each.Mtu = mtu);

    public Task RenameInterfaceAsync(string path, string name, string newName) => DoWith(path, name, each => each.Rename(newName));

    public Task AddAddressAsync(string path, string name, string address) => DoWith(path, name, each =>
    {
        string[] parts = address.Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out IPAddress? number) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length))
        {
            throw new FormatException($"'{address}' is no address with the length of its prefix, such as 10.0.0.1/24.");
        }

        each.AddAddress(number, length);
    });

    public Task RemoveAddressAsync(string path, string name, string address) =>
        DoWith(path, name, each => each.RemoveAddress(IPAddress.Parse(address.Split('/')[0])));

    public Task SetMemberAsync(string path, string bridge, string member, bool isMember) => DoIn(path, () =>
    {
        Bridge switching = Ifnet.Get(bridge) as Bridge ?? throw new ArgumentException($"'{bridge}' is no bridge.");
        EthernetIfnet link = LinkOf(member);
        if (isMember)
        {
            switching.AddMember(link);
        }
        else
        {
            switching.RemoveMember(link);
        }
    });

    public Task<IReadOnlyList<SocketEntry>> ListSocketsAsync(string path) => AnswerIn<IReadOnlyList<SocketEntry>>(path, static () =>
    [
        .. VnetSocket.List().Select(static each => new SocketEntry(
            CamelCase.Of(each.Protocol), $"{each.Local}", each.Remote?.ToString(), each.State is { } state ? CamelCase.Of(state) : null, each.ReceiveQueue, each.SendQueue)),
    ]);

    public Task<IReadOnlyList<CounterEntry>> ListCountersAsync(string path) => AnswerIn(path, CounterReader.ReadAll);

    public Task<IReadOnlyList<RouteEntry>> ListRoutesAsync(string path) => AnswerIn<IReadOnlyList<RouteEntry>>(path, static () =>
        [.. Enumerable.Range(0, Routing.FibCount).SelectMany(Routing.RoutesOf).Select(ToEntry)]);

    public Task<RouteEntry> GetRouteAsync(string path, string address) => AnswerIn(path, () =>
        ToEntry(Routing.Get(IPAddress.Parse(address)) ?? throw AdminScope.Failure("ESRCH", null, $"There is no route to {address}.")));

    public Task AddRouteAsync(string path, string destination, string gateway) => DoIn(path, () =>
    {
        if (IPAddress.TryParse(gateway, out IPAddress? address))
        {
            IPNetwork byFamily = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Routing.Default6 : Routing.Default;
            Routing.Add(destination == DefaultDestination ? byFamily : IPNetwork.Parse(destination), address);
        }
        else
        {
            Routing.Add(destination == DefaultDestination ? Routing.Default : IPNetwork.Parse(destination), Ifnet.Get(gateway));
        }
    });

    public Task DeleteRouteAsync(string path, string destination) => DoIn(path, () =>
    {
        IPNetwork[] networks = destination == DefaultDestination ? [Routing.Default, Routing.Default6] : [IPNetwork.Parse(destination)];
        Route[] routes = [.. Routing.Routes.Where(route => networks.Contains(route.Destination))];
        if (routes.Length == 0)
        {
            throw AdminScope.Failure("ESRCH", null, $"There is no route to {destination}.");
        }

        Array.ForEach(routes, Routing.Remove);
    });

    public Task<IReadOnlyList<NeighborEntry>> ListNeighborsAsync(string path) => AnswerIn<IReadOnlyList<NeighborEntry>>(path, static () =>
    [
        .. Arp.List().Concat(Nd6.List()).Select(static each => new NeighborEntry(
            each.Interface.Name, $"{each.Address}", each.Link?.ToString(), CamelCase.Of(each.State))),
    ]);

    public Task SetNeighborAsync(string path, string name, string address, string? link) => DoIn(path, () =>
    {
        EthernetIfnet by = LinkOf(name);
        IPAddress neighbor = IPAddress.Parse(address);
        bool isIpv4 = neighbor.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
        if (link is not null)
        {
            (isIpv4 ? (Action<EthernetIfnet, IPAddress, MacAddress>)Arp.AddStatic : Nd6.AddStatic)(by, neighbor, MacAddress.Parse(link));
        }
        else if (!(isIpv4 ? Arp.Remove(by, neighbor) : Nd6.Remove(by, neighbor)))
        {
            throw AdminScope.Failure("ENOENT", null, $"Nothing is known of {address} on '{name}'.");
        }
    });

    public Task<int> CaptureAsync(string path, string name, int snapLength) =>
        AnswerIn(path, () => streams.Add(new CaptureStream(Ifnet.Get(name), snapLength)));

    private static RouteEntry ToEntry(Route route) =>
        new($"{route.Destination}", route.Gateway?.ToString(), CamelCase.Of(route.Kind), route.Interface?.Name, route.Fib);

    private static EthernetIfnet LinkOf(string name) =>
        Ifnet.Get(name) as EthernetIfnet ?? throw new ArgumentException($"'{name}' has no link-layer addresses.");

    private Task<TResult> Answer<TResult>(Func<TResult> answer) => scope.Answer(() =>
    {
        NetworkStack.ThrowUnlessThere();
        return answer();
    });

    // An interface that is found may be another vnet's a moment later, of whom nothing is to be seen or changed.
    private Task<TResult> AnswerIn<TResult>(string path, Func<TResult> answer) =>
        Answer(() => scope.Find(path).Run(() => Netisr.Current.RunExclusively(answer)));

    private Task<bool> DoIn(string path, Action action) => AnswerIn(path, () =>
    {
        action();
        return true;
    });

    private Task<bool> DoWith(string path, string name, Action<Ifnet> action) => DoIn(path, () => action(Ifnet.Get(name)));
}
