namespace Vimage;

/// <summary>The names that a vnet goes by. (FreeBSD: <c>host.hostname</c> and <c>host.domainname</c> of a jail.)</summary>
/// <remarks>In the root they are the machine's; a vnet begins with its parent's.</remarks>
[VnetModule("process.host")]
public static partial class VnetHost
{
    [Virtualized] private static string hostName = Environment.MachineName;
    [Virtualized] private static string domainName = "";

    /// <summary>Gets or sets the host name of the current vnet.</summary>
    /// <exception cref="ArgumentException">The name is empty or longer than 255 characters.</exception>
    public static string HostName
    {
        get => V_hostName;
        set
        {
            ThrowIfTooLong(value);
            ArgumentException.ThrowIfNullOrEmpty(value);
            V_hostName = value;
        }
    }

    /// <summary>Gets or sets the domain name of the current vnet; empty if it has none.</summary>
    /// <exception cref="ArgumentException">The name is longer than 255 characters.</exception>
    public static string DomainName
    {
        get => V_domainName;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ThrowIfTooLong(value);
            V_domainName = value;
        }
    }

    [VnetInit]
    private static void Inherit(Vnet vnet)
    {
        if (vnet.Parent is { } parent)
        {
            (V_hostName, V_domainName) = parent.Run(static () => (V_hostName, V_domainName));
        }
    }

    // POSIX: _POSIX_HOST_NAME_MAX; what gethostname(3) of FreeBSD has room for.
    private static void ThrowIfTooLong(string name)
    {
        const int Max = 255;
        if (name?.Length > Max)
        {
            throw new ArgumentException($"A host or domain name has at most {Max} characters; this one has {name.Length}.", nameof(name));
        }
    }
}
