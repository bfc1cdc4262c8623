using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <content>Who may use an end, and where it may go.</content>
public abstract partial class WormholeEnd
{
    /// <summary>
    /// Passes the end on to another vnet, which then has it, and this one no longer: who waits at it there, and is not above the other
    /// one, is refused. Who is just sending or receiving should have stopped, as when any other goes on with an end.
    /// </summary>
    /// <param name="vnet">
    /// A vnet below the one that has it; or, for a caller in a vnet above that, any vnet below the caller's.
    /// </param>
    /// <exception cref="VnetPermissionException">
    /// The end is not the current vnet's or of one below it; or the wormhole was opened without
    /// <see cref="WormholeOptions.MayBePassedOn"/>, and the caller is not in a vnet that manages it; or <paramref name="vnet"/> is not
    /// below the caller's; or the caller's vnet is not allowed <see cref="WormholePermission.PassOn"/>.
    /// </exception>
    /// <exception cref="WormholeException">The vnet has an end of the same name, or the other end (EISCONN, EINVAL).</exception>
    /// <exception cref="WormholeClosedException">The end is closed.</exception>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public void PassTo(Vnet vnet)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        ThrowUnlessMine();
        Wormhole.Rights.ThrowUnlessMayPass(this, vnet);
        lock (_gate)
        {
            ThrowIfClosed();
            EndTable.Add(vnet, this);
            IDisposable ownership;
            try
            {
                ownership = Own(vnet);
            }
            catch
            {
                EndTable.Remove(vnet, this);
                throw;
            }

            EndTable.Remove(_vnet, this);
            _ownership!.Dispose();
            _ownership = ownership;
            Volatile.Write(ref _vnet, vnet);
        }

        OutgoingWarp.Senders.WakeAll();
        IncomingWarp.Receivers.WakeAll();
    }

    internal bool IsUsableFrom(Vnet current)
    {
        Vnet vnet = Vnet;
        return ReferenceEquals(current, vnet) || vnet.IsDescendantOf(current);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ThrowUnlessMine() => ThrowUnlessUsableFrom(Vnet.Current);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ThrowUnlessUsableFrom(Vnet current)
    {
        if (!ReferenceEquals(current, _vnet))
        {
            ThrowUnlessBelow(current);
        }
    }

    internal void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw Closed(_closedAs);
        }
    }

    private void ThrowUnlessBelow(Vnet current)
    {
        if (!_vnet.IsDescendantOf(current))
        {
            throw WormholeRights.Refusal(
                current, $"can't use end '{Name}' of vnet '{_vnet}', which is not below it. Have the end passed on, or use it from there");
        }
    }

    internal Exception Closed(WormholeEndReason reason) => reason == WormholeEndReason.Revoked
        ? new WormholeRevokedException(Name, _vnet)
        : new WormholeClosedException(reason, Name, _vnet);
}
