using Vimage.Admin.Protocol;
using Vimage.Net.Wormholes;
using Vimage.Wormholes;

namespace Vimage.Admin.Serving;

/// <summary>Answers for wormholes.</summary>
internal sealed class WormholeTarget(AdminScope scope) : IWormholeProtocol
{
    public Task<IReadOnlyList<WormholeEntry>> ListWormholesAsync() =>
        scope.Answer(() => WormholeReader.List(scope));

    public Task<string> OpenWormholeAsync(string form, string first, string second, string? name) => scope.Answer(() =>
    {
        (Vnet one, Vnet other) = (scope.Find(first), scope.Find(second));
        WormholeOptions options = new() { Name = name };
        return form switch
        {
            "interfaces" => OpenInterfaces(one, other, options),
            "frames" => Wormhole.OpenFrames(one, other, options).Name,
            "bytes" => Wormhole.OpenBytes(one, other, options).Name,
            _ => throw new ArgumentException($"'{form}' is no form of a wormhole that can be opened from here. There are interfaces, frames and bytes."),
        };
    });

    public Task PauseWormholeAsync(string name) => SteerAsync(name, static found => found.Pause());

    public Task ResumeWormholeAsync(string name) => SteerAsync(name, static found => found.Resume());

    public Task ThrottleWormholeAsync(string name, long? messagesPerSecond, long? bytesPerSecond) => SteerAsync(
        name, found => found.Throttle(new WormholeThrottle { MessagesPerSecond = messagesPerSecond, BytesPerSecond = bytesPerSecond }));

    public Task<string> CollapseWormholesAsync(string one, string other) => scope.Answer(() => Wormhole.Collapse(Find(one), Find(other)).Name);

    public Task RevokeWormholeAsync(string name) => SteerAsync(name, static found => found.Revoke());

    private static Wormhole Find(string name)
    {
        Wormhole[] found = [.. Wormhole.List().Where(each => each.Name == name)];
        return found switch
        {
            [var only] => only,
            [] => throw AdminScope.Failure("ENOENT", null, $"There is no wormhole '{name}'."),
            _ => throw AdminScope.Failure(
                "EMFILE", null, $"There are {found.Length} wormholes '{name}'. Whoever has opened them has to tell them apart."),
        };
    }

    private static string OpenInterfaces(Vnet one, Vnet other, WormholeOptions options)
    {
        NetworkStack.ThrowUnlessThere();
        FrameWormhole wormhole = Wormhole.OpenFrames(one, other, options);
        try
        {
            one.Run(() => WormholeInterface.Attach(wormhole.First));
            other.Run(() => WormholeInterface.Attach(wormhole.Second));
            return wormhole.Name;
        }
        catch
        {
            // The interface that there may be goes with it.
            wormhole.Dispose();
            throw;
        }
    }

    private Task<string> SteerAsync(string name, Action<Wormhole> steer) => scope.Answer(() =>
    {
        steer(Find(name));
        return name;
    });
}
