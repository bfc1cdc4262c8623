using System.Text;

namespace Vimage.Net;

/// <content>What can be set, for the vnet and for each virtual host.</content>
public sealed partial class Carp
{
    private const int MaxAdvBase = 255;

    /// <summary>What others are to see as the slowest of all is 255. (<c>CARP_MAXSKEW</c>)</summary>
    private const int MaxAdvSkew = 254;

    /// <summary>Take part: send advertisements, and believe those of others.</summary>
    [Virtualized(Name = "net.inet.carp.allow")] internal static bool carp_allow = true;

    /// <summary>The differentiated services code point of advertisements.</summary>
    [Virtualized(Name = "net.inet.carp.dscp")] private static int carp_dscp = 56;

    /// <summary>Take over from a master that advertises more slowly.</summary>
    [Virtualized(Name = "net.inet.carp.preempt")] internal static bool carp_preempt;

    /// <summary>What is added to the skew of all virtual hosts, for what has failed on this host.</summary>
    [Virtualized(Name = "net.inet.carp.demotion")] internal static int carp_demotion;

    /// <summary>What three advertisements in a row that could not be sent add to the demotion.</summary>
    [Virtualized(Name = "net.inet.carp.senderr_demotion_factor")] private static int carp_senderr_adj = 240;

    /// <summary>What a virtual host whose interface has no link adds to the demotion.</summary>
    [Virtualized(Name = "net.inet.carp.ifdown_demotion_factor")] private static int carp_ifdown_adj = 240;

    [Virtualized] private static readonly CarpStatistics carpstats = new();

    [Virtualized] private static readonly List<Carp> carp_list = [];

    private byte[] _password = [];

    /// <summary>
    /// Gets or sets a value indicating whether virtual hosts of the current vnet take over from masters that advertise more slowly, and give
    /// way together when one of their interfaces fails. (<c>net.inet.carp.preempt</c>)
    /// </summary>
    public static bool Preempts
    {
        get => V_carp_preempt;
        set => V_carp_preempt = value;
    }

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static CarpStatistics Statistics => V_carpstats;

    /// <summary>Gets or sets the time between two advertisements: 1 to 255 seconds. The same on each host, mostly.</summary>
    /// <exception cref="NetworkException">It is out of that range (EINVAL).</exception>
    public int AdvBase
    {
        get;
        set
        {
            if (value is < 1 or > MaxAdvBase)
            {
                throw Refusal(Interface, "EINVAL", $"can't have vhid {Vhid} with an advbase of {value}: it takes 1 to {MaxAdvBase} seconds.");
            }

            using (Interface.Netisr.Enter())
            {
                field = value;
            }
        }
    }

    /// <summary>
    /// Gets or sets what is added to that, in 256ths of a second: 0 to 254. Who advertises more often is preferred, so 0 is for the
    /// host that is to be master.
    /// </summary>
    /// <exception cref="NetworkException">It is out of that range (EINVAL).</exception>
    public int AdvSkew
    {
        get;
        set
        {
            if (value is < 0 or > MaxAdvSkew)
            {
                throw Refusal(Interface, "EINVAL", $"can't have vhid {Vhid} with an advskew of {value}: it takes 0 to {MaxAdvSkew}.");
            }

            using (Interface.Netisr.Enter())
            {
                field = value;
            }
        }
    }

    /// <summary>Sets the password, by which hosts know each other's advertisements.</summary>
    /// <param name="pass">Up to 20 bytes of UTF-8; <see langword="null"/> or nothing for none.</param>
    /// <exception cref="NetworkException">It is longer (EINVAL).</exception>
    public void SetPassword(string? pass)
    {
        const int MaxPassword = 20;
        byte[] password = Encoding.UTF8.GetBytes(pass ?? "");
        if (password.Length > MaxPassword)
        {
            throw Refusal(Interface, "EINVAL", $"can't have vhid {Vhid} with a password of {password.Length} bytes: it has at most {MaxPassword}.");
        }

        using (Interface.Netisr.Enter())
        {
            _password = password;
        }
    }
}
