namespace Vimage.Wormholes;

/// <content>Collapse.</content>
public abstract partial class Wormhole
{
    /// <summary>
    /// Makes one wormhole of two that meet in a vnet, between their far ends, while messages go through. What was on its way to the
    /// far ends is received first, then what was on its way to the vnet where they meet; nothing is lost, doubled or reordered. The
    /// ends where they meet are closed.
    /// </summary>
    /// <typeparam name="T">What goes through.</typeparam>
    /// <param name="one">A wormhole.</param>
    /// <param name="other">Another one.</param>
    /// <returns>The wormhole between the far ends, which stay what and where they are.</returns>
    /// <remarks>
    /// Who relays messages between the ends where they meet stops first, or collapses them itself between two messages: what it has
    /// received it can't send any more. (FreeBSD: connecting the <c>evthorizon</c> hooks of two <c>ng_wormhole</c> nodes.)
    /// </remarks>
    /// <exception cref="WormholeException">
    /// One of them is not open, or they do not meet (EINVAL); or their far ends are in the same vnet (EDOOFUS).
    /// </exception>
    /// <exception cref="VnetPermissionException">
    /// The current vnet may not steer both, or not open a wormhole between the far ends.
    /// </exception>
    /// <exception cref="VnetQuotaException">The current vnet, or one above, has as much as it may.</exception>
    public static Wormhole<T> Collapse<T>(Wormhole<T> one, Wormhole<T> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        one.Rights.ThrowUnlessMaySteer(one.Name);
        other.Rights.ThrowUnlessMaySteer(other.Name);
        bool isFirst = one._number < other._number;
        lock ((isFirst ? one : other)._gate)
        {
            lock ((isFirst ? other : one)._gate)
            {
                return Collapsing<T>.Of(one, other).Collapse();
            }
        }
    }

    // Both gates are held.
    private readonly struct Collapsing<T>
    {
        private readonly Wormhole<T> _one;
        private readonly Wormhole<T> _other;
        private readonly WormholeEnd<T> _nearOne;
        private readonly WormholeEnd<T> _nearOther;

        private Collapsing(Wormhole<T> one, Wormhole<T> other, WormholeEnd<T> nearOne, WormholeEnd<T> nearOther)
        {
            _one = one;
            _other = other;
            _nearOne = nearOne;
            _nearOther = nearOther;
        }

        private WormholeEnd<T> FarOne => ReferenceEquals(_nearOne, _one.First) ? _one.Second : _one.First;

        private WormholeEnd<T> FarOther => ReferenceEquals(_nearOther, _other.First) ? _other.Second : _other.First;

        internal static Collapsing<T> Of(Wormhole<T> one, Wormhole<T> other)
        {
            ThrowUnlessOpen(one);
            ThrowUnlessOpen(other);
            Collapsing<T>[] meetings =
            [
                .. from nearOne in new[] { one.First, one.Second }
                   from nearOther in new[] { other.First, other.Second }
                   where ReferenceEquals(nearOne.Vnet, nearOther.Vnet)
                   select new Collapsing<T>(one, other, nearOne, nearOther),
            ];
            return meetings.Length switch
            {
                0 => throw Refusal("EINVAL", one, $"Wormholes '{one.Name}' and '{other.Name}' have no end in the same vnet."),
                1 => meetings[0],
                _ => throw Refusal(
                    "EDOOFUS", one, $"Wormholes '{one.Name}' and '{other.Name}' connect the same two vnets; both far ends would be in one."),
            };
        }

        internal Wormhole<T> Collapse()
        {
            string name = NextName();
            Vnet opener = DemandOpening(FarOne.Vnet, FarOther.Vnet, name);
            Wormhole<T> collapsed = new(new WormholeRights(opener, _one.Rights.MayBePassedOn && _other.Rights.MayBePassedOn), FarOne, FarOther, name);
            ((Wormhole)collapsed).Charge();

            // Before anything is taken from them: those who use the ends where they meet are told that it is over.
            if (!WormholeEnd.TryGiveUp(_nearOne, _nearOther))
            {
                ((Wormhole)collapsed).Discharge();
                throw Refusal("EINVAL", _one, $"An end of wormhole '{_one.Name}' or '{_other.Name}' is just being closed.");
            }

            FarOne.Wormhole = collapsed;
            FarOther.Wormhole = collapsed;
            Join(_nearOne, _nearOther);
            Join(_nearOther, _nearOne);
            Leave(_one);
            Leave(_other);
            return collapsed;
        }

        // Who received from the one's vnet where they meet goes on with what was sent there through the other.
        private static void Join(WormholeEnd<T> from, WormholeEnd<T> to)
        {
            Warp source = from.IncomingWarp;
            Turn turn = source.TakeTurn();
            if (!to.OutgoingWarp.End(WormholeEndReason.Collapsed, source, turn))
            {
                // Nobody goes on: that direction had ended.
                source.EndAll(to.OutgoingWarp.Ending!.Reason);
            }
        }

        private static void Leave(Wormhole wormhole)
        {
            wormhole._state = WormholeState.Collapsed;
            wormhole.Discharge();
        }

        private static void ThrowUnlessOpen(Wormhole<T> wormhole)
        {
            WormholeState state = ((Wormhole)wormhole)._state;
            if (state != WormholeState.Open)
            {
                throw Refusal("EINVAL", wormhole, $"Wormhole '{wormhole.Name}' is not open, but {state}.");
            }
        }

        private static WormholeException Refusal(string errno, Wormhole<T> wormhole, string reason) =>
            new(errno, wormhole.Name, wormhole.Opener, reason);
    }
}
