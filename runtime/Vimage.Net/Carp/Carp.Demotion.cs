namespace Vimage.Net;

/// <content>
/// What has failed on this host makes all its virtual hosts slower, so that others take over from it. (FreeBSD: <c>carp_demote_adj</c>.)
/// </content>
public sealed partial class Carp
{
    private const int MaxSendErrors = 3;
    private const int MinSendSuccesses = 3;

    // What this one has added, and takes back as it was, whatever the variables say by then.
    private int _linkDemotion;
    private int _sendDemotion;

    private int _sendErrors;
    private int _sendSuccesses;

    /// <summary>Gets what is added to the skew of all virtual hosts of the current vnet. (<c>net.inet.carp.demotion</c>)</summary>
    public static int Demotion => V_carp_demotion;

    private int DemotedSkew => (int)Math.Clamp((long)AdvSkew + V_carp_demotion, 0, MaxAdvSkew);

    /// <summary>
    /// Makes all virtual hosts of the current vnet slower, so that others take over from them, or faster again; the masters among them say
    /// so at once. (<c>sysctl net.inet.carp.demotion=N</c>, which in FreeBSD adds, while the variable here is set.)
    /// </summary>
    /// <param name="by">What is added to the skew; may be negative.</param>
    /// <seealso cref="Demotion"/>
    public static void Demote(int by)
    {
        using (Netisr.Current.Enter())
        {
            Adjust(by);
        }
    }

    private static void Adjust(int by)
    {
        if (by == 0)
        {
            return;
        }

        V_carp_demotion += by;
        foreach (Carp carp in V_carp_list)
        {
            if (carp.State == CarpState.Master)
            {
                carp.Advertise();
            }
        }
    }

    private void DemoteForLink(bool isDown)
    {
        if (isDown && _linkDemotion == 0)
        {
            _linkDemotion = V_carp_ifdown_adj;
            Adjust(_linkDemotion);
        }
        else if (!isDown && _linkDemotion != 0)
        {
            Adjust(-Take(ref _linkDemotion));
        }
    }

    // (FreeBSD: carp_send_ad_error.) Three that fail in a row count, and then three that do not.
    private void CountSent(bool isSent)
    {
        if (!isSent)
        {
            _sendSuccesses = 0;
            if (++_sendErrors == MaxSendErrors)
            {
                _sendDemotion = V_carp_senderr_adj;
                Adjust(_sendDemotion);
            }
        }
        else if (_sendErrors > 0 && ++_sendSuccesses >= MinSendSuccesses)
        {
            _sendErrors = 0;
            Adjust(-Take(ref _sendDemotion));
        }
    }

    private void EndDemotions() => Adjust(-Take(ref _linkDemotion) - Take(ref _sendDemotion));

    private static int Take(ref int demotion)
    {
        int taken = demotion;
        demotion = 0;
        return taken;
    }
}
