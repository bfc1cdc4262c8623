namespace Vimage.Net;

/// <summary>
/// The bytes that a socket's buffers may come to hold, counted against <see cref="VnetQuota.Buffers"/> of its vnet from the start: on
/// the path of a packet nothing is counted. (FreeBSD: <c>sbreserve</c> and <c>RLIMIT_SBSIZE</c>.)
/// </summary>
internal struct BufferReservation(Vnet vnet)
{
    private int _bytes;

    /// <summary>Reserves so many bytes in all, more or less than before.</summary>
    /// <exception cref="VnetQuotaException">The vnet, or one above, has as many as it may. Nothing has changed.</exception>
    internal void Resize(int bytes)
    {
        if (bytes > _bytes)
        {
            vnet.Charge(VnetQuota.Buffers, bytes - _bytes);
        }
        else if (bytes < _bytes)
        {
            vnet.Discharge(VnetQuota.Buffers, _bytes - bytes);
        }

        _bytes = bytes;
    }

    /// <summary>As <see cref="Resize"/>, and says whether it could.</summary>
    internal bool TryResize(int bytes)
    {
        try
        {
            Resize(bytes);
            return true;
        }
        catch (VnetQuotaException)
        {
            return false;
        }
    }
}
