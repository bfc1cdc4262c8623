namespace Vimage.Wormholes;

/// <content>Opening and finding.</content>
public abstract partial class Wormhole
{
    /// <summary>Opens a wormhole of typed messages between two vnets.</summary>
    /// <typeparam name="T">What goes through.</typeparam>
    /// <param name="first">A vnet: the current one, or one below it.</param>
    /// <param name="second">Another one.</param>
    /// <param name="options">How it is to be.</param>
    /// <returns>The wormhole.</returns>
    /// <exception cref="VnetPermissionException">
    /// The current vnet is not at or above both, or is not allowed <see cref="WormholePermission.Open"/>.
    /// </exception>
    /// <exception cref="WormholeException">Both are the same vnet, or one has an end of that name (EINVAL, EISCONN).</exception>
    /// <exception cref="VnetQuotaException">The current vnet, or one above, has as much as it may.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative, or too large.</exception>
    /// <exception cref="ObjectDisposedException">A vnet was destroyed.</exception>
    public static Wormhole<T> Open<T>(Vnet first, Vnet second, WormholeOptions? options = null) =>
        Open(first, second, options, Wormhole<T>.Between);

    /// <summary>Opens a wormhole of typed messages between two vnets, by their names.</summary>
    /// <typeparam name="T">What goes through.</typeparam>
    /// <param name="first">The path of a vnet relative to the current one, which is <c>"."</c>.</param>
    /// <param name="second">Another one.</param>
    /// <param name="options">How it is to be.</param>
    /// <returns>The wormhole.</returns>
    /// <exception cref="WormholeException">
    /// There is no such vnet below the current one (EHOSTDOWN); both are the same one, or one has an end of that name (EINVAL, EISCONN).
    /// </exception>
    /// <inheritdoc cref="Open{T}(Vnet, Vnet, WormholeOptions)" path="/exception[not(@cref='T:Vimage.Wormholes.WormholeException')]"/>
    public static Wormhole<T> Open<T>(string first, string second, WormholeOptions? options = null) =>
        Open<T>(Find(first), Find(second), options);

    /// <summary>Opens a wormhole of bytes, whose ends are pipes and streams, between two vnets.</summary>
    /// <param name="first">A vnet: the current one, or one below it.</param>
    /// <param name="second">Another one.</param>
    /// <param name="options">How it is to be.</param>
    /// <returns>The wormhole.</returns>
    /// <exception cref="ArgumentException">It is to have many senders.</exception>
    /// <inheritdoc cref="Open{T}(Vnet, Vnet, WormholeOptions)" path="/exception"/>
    public static ByteWormhole OpenBytes(Vnet first, Vnet second, WormholeOptions? options = null) =>
        Open(first, second, options, ByteWormhole.Between);

    /// <summary>Opens a wormhole of frames between two vnets.</summary>
    /// <param name="first">A vnet: the current one, or one below it.</param>
    /// <param name="second">Another one.</param>
    /// <param name="options">How it is to be.</param>
    /// <returns>The wormhole.</returns>
    /// <exception cref="ArgumentException">It is to have many senders.</exception>
    /// <inheritdoc cref="Open{T}(Vnet, Vnet, WormholeOptions)" path="/exception"/>
    public static FrameWormhole OpenFrames(Vnet first, Vnet second, WormholeOptions? options = null) =>
        Open(first, second, options, FrameWormhole.Between);

    /// <summary>Returns the wormholes that the current vnet, or one below it, has opened or has an end of: a snapshot.</summary>
    /// <returns>The wormholes that are open, each once.</returns>
    public static IReadOnlyList<Wormhole> List()
    {
        Vnet current = Vnet.Current;
        return
        [
            .. Vnet.All
                .Where(vnet => ReferenceEquals(vnet, current) || vnet.IsDescendantOf(current))
                .SelectMany(EndTable.In)
                .Select(end => end.Wormhole)
                .Distinct()
                .Where(wormhole => wormhole.State is WormholeState.Open or WormholeState.Paused)
                .OrderBy(each => each._number),
        ];
    }

    /// <summary>Finds an end that the current vnet has.</summary>
    /// <typeparam name="TEnd">What kind of end.</typeparam>
    /// <param name="name">Its name.</param>
    /// <returns>The end; <see langword="null"/> if there is none of that name and kind.</returns>
    public static TEnd? FindEnd<TEnd>(string name)
        where TEnd : WormholeEnd
    {
        ArgumentNullException.ThrowIfNull(name);
        return EndTable.TryFind(Vnet.Current, name, out WormholeEnd? end) ? end as TEnd : null;
    }

    private static TWormhole Open<TWormhole>(
        Vnet first, Vnet second, WormholeOptions? options, Func<WormholeRights, Vnet, Vnet, string, WormholeOptions, TWormhole> between)
        where TWormhole : Wormhole
    {
        options ??= WormholeOptions.Default;
        string name = options.Name ?? NextName();
        Vnet opener = DemandOpening(first, second, name);
        TWormhole opened = between(new WormholeRights(opener, options.MayBePassedOn), first, second, name, options);
        opened.Establish(options.Throttle);
        return opened;
    }

    private static Vnet DemandOpening(Vnet first, Vnet second, string name)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return WormholeRights.DemandOpening(first, second, name);
    }

    private protected static void DemandOneSender(WormholeOptions options)
    {
        if (options.ManySenders)
        {
            throw new ArgumentException(
                $"{nameof(WormholeOptions.ManySenders)} is for typed messages. An end of bytes or frames has one sender; let the others ask that one.", nameof(options));
        }
    }

    internal static int CapacityOf(WormholeOptions options, int usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Capacity, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Capacity, 1 << 30, nameof(options));
        return options.Capacity == 0 ? usual : options.Capacity;
    }

    /// <summary>Counts it, and puts its ends in their vnets, or leaves nothing behind.</summary>
    private protected void Establish(WormholeThrottle throttle)
    {
        foreach (WormholeEnd end in Ends)
        {
            end.Wormhole = this;
        }

        Charge();
        try
        {
            SetThrottle(throttle);
            foreach (WormholeEnd end in Ends)
            {
                end.Establish();
            }
        }
        catch
        {
            // Discharges, too.
            CloseEnds();
            throw;
        }
    }

    private static Vnet Find(string path) => Vnet.Current.TryFind(path, out Vnet? vnet)
        ? vnet
        : throw new WormholeException("EHOSTDOWN", path, Vnet.Current, $"There is no vnet '{path}' below vnet '{Vnet.Current}'.");

    private void Charge()
    {
        Opener.Charge(WormholeQuota.Wormholes, 1);
        try
        {
            Opener.Charge(VnetQuota.Buffers, _memory);
        }
        catch
        {
            Opener.Discharge(WormholeQuota.Wormholes, 1);
            throw;
        }
    }

    /// <summary>Has what two others had, whose openers are not above its own, less what it does not need.</summary>
    private void TakeOverCharges(Wormhole one, Wormhole other)
    {
        foreach (Wormhole each in (ReadOnlySpan<Wormhole>)[one, other])
        {
            each.Opener.TransferCharge(WormholeQuota.Wormholes, 1, Opener);
            each.Opener.TransferCharge(VnetQuota.Buffers, each._memory, Opener);
        }

        Opener.Discharge(WormholeQuota.Wormholes, 1);
        Opener.Discharge(VnetQuota.Buffers, one._memory + other._memory - _memory);
    }

    private void Discharge()
    {
        Opener.Discharge(VnetQuota.Buffers, _memory);
        Opener.Discharge(WormholeQuota.Wormholes, 1);
    }
}
