namespace Vimage.Wormholes;

/// <content>Collapse.</content>
public abstract partial class Wormhole
{
    /// <summary>
    /// Makes one wormhole of two that meet in a vnet, between their far ends, while messages go through. What was on its way to the
    /// far ends is received first, then what was on its way to the vnet where they meet; nothing is lost, doubled or reordered. The
    /// ends where they meet are closed.
    /// </summary>
    /// <typeparam name="TWormhole">What kind of wormhole.</typeparam>
    /// <param name="one">A wormhole.</param>
    /// <param name="other">Another one.</param>
    /// <returns>The wormhole between the far ends, which stay what and where they are.</returns>
    /// <remarks>
    /// Who relays messages between the ends where they meet stops first, or collapses them itself between two messages: what it has
    /// received it can't send any more. Each far end sends by the throttle that it had. (FreeBSD: connecting the <c>evthorizon</c> hooks of two <c>ng_wormhole</c> nodes.)
    /// </remarks>
    /// <exception cref="ArgumentException">They are of different kinds.</exception>
    /// <exception cref="WormholeException">
    /// One of them is not open, or they do not meet (EINVAL); or their far ends are in the same vnet (EDOOFUS).
    /// </exception>
    /// <exception cref="VnetPermissionException">
    /// The current vnet may not steer both, or not open a wormhole between the far ends.
    /// </exception>
    public static TWormhole Collapse<TWormhole>(TWormhole one, TWormhole other)
        where TWormhole : Wormhole
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.GetType() != other.GetType())
        {
            throw new ArgumentException($"Wormholes of different kinds can't become one: '{one.Name}' and '{other.Name}'.", nameof(other));
        }

        one.Rights.ThrowUnlessMaySteer(one.Name);
        other.Rights.ThrowUnlessMaySteer(other.Name);
        bool isFirst = one._number < other._number;
        lock ((isFirst ? one : other)._gate)
        {
            lock ((isFirst ? other : one)._gate)
            {
                return (TWormhole)Collapsing.Of(one, other).Collapse();
            }
        }
    }

    /// <summary>Returns a wormhole of this kind between two ends that are there. Not asked of one with a single end here.</summary>
    private protected abstract Wormhole Between(WormholeRights rights, WormholeEnd first, WormholeEnd second, string name);

    // Both gates are held.
    private readonly struct Collapsing
    {
        private readonly Wormhole _one;
        private readonly Wormhole _other;
        private readonly WormholeEnd _nearOne;
        private readonly WormholeEnd _nearOther;

        private Collapsing(Wormhole one, Wormhole other, WormholeEnd nearOne, WormholeEnd nearOther)
        {
            _one = one;
            _other = other;
            _nearOne = nearOne;
            _nearOther = nearOther;
        }

        private WormholeEnd FarOne => FarFrom(_nearOne, _one);

        private WormholeEnd FarOther => FarFrom(_nearOther, _other);

        internal static Collapsing Of(Wormhole one, Wormhole other)
        {
            ThrowUnlessOpen(one);
            ThrowUnlessOpen(other);
            Collapsing[] meetings =
            [
                .. from nearOne in one.Ends
                   from nearOther in other.Ends
                   where ReferenceEquals(nearOne.Vnet, nearOther.Vnet)
                   select new Collapsing(one, other, nearOne, nearOther),
            ];
            return meetings.Length switch
            {
                0 => throw Refusal("EINVAL", one, $"Wormholes '{one.Name}' and '{other.Name}' have no end in the same vnet."),
                1 => meetings[0],
                _ => throw Refusal(
                    "EDOOFUS", one, $"Wormholes '{one.Name}' and '{other.Name}' connect the same two vnets; both far ends would be in one."),
            };
        }

        internal Wormhole Collapse()
        {
            string name = NextName();
            Vnet opener = DemandOpening(FarOne.Vnet, FarOther.Vnet, name);
            WormholeRights rights = new(opener, _one.Rights.MayBePassedOn && _other.Rights.MayBePassedOn);
            Wormhole collapsed = _one.Between(rights, FarOne, FarOther, name);

            // Before anything is taken from them: those who use the ends where they meet are told that it is over.
            if (!WormholeEnd.TryGiveUp(_nearOne, _nearOther))
            {
                throw Refusal("EINVAL", _one, $"An end of wormhole '{_one.Name}' or '{_other.Name}' is just being closed.");
            }

            // What it has, the two had, and more: it can be had where no third could.
            collapsed.TakeOverCharges(_one, _other);
            FarOne.Wormhole = collapsed;
            FarOther.Wormhole = collapsed;
            Join(_nearOne, _nearOther);
            Join(_nearOther, _nearOne);
            _one._state = WormholeState.Collapsed;
            _other._state = WormholeState.Collapsed;
            return collapsed;
        }

        private static WormholeEnd FarFrom(WormholeEnd near, Wormhole wormhole) =>
            wormhole.Ends.Single(end => !ReferenceEquals(end, near));

        // Who received from the one's vnet where they meet goes on with what was sent there through the other.
        private static void Join(WormholeEnd from, WormholeEnd to)
        {
            Warp source = from.IncomingWarp;
            Turn turn = source.TakeTurn();
            if (!to.OutgoingWarp.End(WormholeEndReason.Collapsed, source, turn))
            {
                // Nobody goes on: that direction had ended.
                source.EndAll(to.OutgoingWarp.Ending!.Reason);
            }
        }

        private static void ThrowUnlessOpen(Wormhole wormhole)
        {
            WormholeState state = wormhole._state;
            if (state != WormholeState.Open)
            {
                throw Refusal("EINVAL", wormhole, $"Wormhole '{wormhole.Name}' is not open, but {state}.");
            }

            if (wormhole.Ends.Count < 2)
            {
                throw Refusal("EINVAL", wormhole, $"Wormhole '{wormhole.Name}' goes to another process; its far end is out of reach.");
            }
        }

        private static WormholeException Refusal(string errno, Wormhole wormhole, string reason) =>
            new(errno, wormhole.Name, wormhole.Opener, reason);
    }
}
