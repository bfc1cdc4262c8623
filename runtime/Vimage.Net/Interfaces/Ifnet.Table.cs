using System.Globalization;

namespace Vimage.Net;

/// <content>The interfaces of each vnet.</content>
[VnetModule("net", DependsOn = ["netisr"])]
public abstract partial class Ifnet
{
    [Virtualized] private static readonly List<Ifnet> ifnet = [];
    [Virtualized] private static readonly Dictionary<string, Ifnet> ifnet_names = [];

    // By driver, a number below which none is free. (FreeBSD: the unit numbers of a cloner, unrhdr.)
    [Virtualized] private static readonly Dictionary<string, int> if_units = [];
    [Virtualized] private static int if_index;
    [Virtualized] private static Loopback? loif;

    // Indices only rise, and the list is in their order.
    private static readonly Comparer<Ifnet> s_byIndex = Comparer<Ifnet>.Create(static (one, other) => one.Index.CompareTo(other.Index));

    // Interfaces of this vnet that are in another.
    [Virtualized] private static readonly List<Ifnet> lent = [];

    /// <summary>Gets the interfaces of the current vnet, in the order of their indices: a snapshot.</summary>
    public static IReadOnlyList<Ifnet> All
    {
        get
        {
            using (Netisr.Current.Enter())
            {
                return [.. V_ifnet];
            }
        }
    }

    /// <summary>Gets how many interfaces the current vnet has.</summary>
    public static int Count
    {
        get
        {
            using (Netisr.Current.Enter())
            {
                return V_ifnet.Count;
            }
        }
    }

    /// <summary>Returns an interface of the current vnet.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The interface.</returns>
    /// <exception cref="NetworkException">There is none of that name (ENXIO).</exception>
    public static Ifnet Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using (Netisr.Current.Enter())
        {
            return Find(name) ?? throw new NetworkException("ENXIO", Vnet.Current, name, $"Vnet '{Vnet.Current}' has no interface '{name}'.");
        }
    }

    /// <summary>Gives the interface another name. (<c>ifconfig X name Y</c>)</summary>
    /// <param name="name">The name; 1 to 15 characters, none of them white space.</param>
    /// <exception cref="ArgumentException">It can't be a name.</exception>
    /// <exception cref="NetworkException">Another interface of the vnet has it (EEXIST).</exception>
    public void Rename(string name)
    {
        ThrowIfMalformed(name);
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            using (CURVNET_SET(Vnet))
            {
                if (Find(name) is { } other && other != this)
                {
                    throw Refusal("EEXIST", $"can't be named '{name}': its vnet has another interface of that name.");
                }

                Unlist(Name);
                Name = name;
                V_ifnet_names.Add(name, this);
            }
        }
    }

    /// <summary>Gets the <c>lo0</c> of the current vnet. (FreeBSD: <c>V_loif</c>.)</summary>
    internal static Loopback Loopback => V_loif!;

    internal static Ifnet? ByIndex(int index) => V_ifnet.Find(each => each.Index == index);

    internal static Ifnet? Find(string name) => V_ifnet_names.GetValueOrDefault(name);

    internal static List<Ifnet> Local => V_ifnet;

    /// <summary>Returns the lowest number that makes a free name of each ending that the driver gives its interfaces.</summary>
    internal static int FreeUnit(string driver, params ReadOnlySpan<string> suffixes) =>
        V_if_units[driver] = LowestUnit(driver, V_if_units.GetValueOrDefault(driver), suffixes);

    internal static string UnitName(string driver, int unit, string suffix = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{driver}{unit}{suffix}");

    internal static void ThrowIfMalformed(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        const int Max = 15;
        if (name.Length is 0 or > Max || name.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or ':' or '@'))
        {
            throw new ArgumentException($"'{name}' can't name an interface: it takes 1 to {Max} characters, without white space, '/', ':' and '@'. (EINVAL)", nameof(name));
        }
    }

    /// <summary>Throws where an interface is not one of the current vnet, whose domain is locked. (ENXIO)</summary>
    internal static void ThrowUnlessHere(Ifnet @interface)
    {
        if (@interface.IsDestroyed || Find(@interface.Name) != @interface)
        {
            throw new NetworkException("ENXIO", Vnet.Current, @interface.Name, $"Vnet '{Vnet.Current}' does not have the interface '{@interface}'.");
        }
    }

    internal static void ChangeDomain(Netisr netisr)
    {
        if (V_ifnet.Find(static each => each != V_loif) is { } other)
        {
            throw new NetworkException("EBUSY", Vnet.Current, other.Name, $"The domain of vnet '{Vnet.Current}' can't change any more: it has the interface '{other.Name}'.");
        }

        // What waits for its time waits for that of the old domain, in buffers of its pool.
        Ip.DropFragments();
        Ip6.DropFragments();
        Pf.ForgetTime();
        V_loif!.Netisr = netisr;
    }

    /// <summary>Puts a new interface among those of the current vnet. (FreeBSD: <c>if_attach</c>.)</summary>
    private protected void Attach(string name)
    {
        Name = name;
        Index = ++V_if_index;
        V_ifnet.Add(this);
        V_ifnet_names.Add(name, this);
    }

    /// <summary>Takes the interface from among those of the current vnet.</summary>
    private void Unlist()
    {
        // Its home may be found gone after it was taken out.
        int place = V_ifnet.BinarySearch(this, s_byIndex);
        if (place >= 0)
        {
            V_ifnet.RemoveAt(place);
            Unlist(Name);
        }
    }

    private static void Unlist(string name)
    {
        V_ifnet_names.Remove(name);
        (string driver, int unit, _) = Split(name);
        if (V_if_units.TryGetValue(driver, out int lowest) && unit >= 0 && unit < lowest)
        {
            V_if_units[driver] = unit;
        }
    }

    [VnetInit(VnetSubsystem.Pseudo)]
    private static void CreateLoopback()
    {
        using (Netisr.Current.Enter())
        {
            V_loif = Loopback.CreateFirst();
        }
    }

    // The defined rename of an interface that comes home to a name that was taken meanwhile: the lowest free number instead of
    // its own, and what stands around the number stays. (FreeBSD: two interfaces of one name.)
    private static string FreeNameLike(string name)
    {
        if (Find(name) is null)
        {
            return name;
        }

        (string driver, _, string suffix) = Split(name);
        return UnitName(driver, LowestUnit(driver, 0, suffix), suffix);
    }

    private static int LowestUnit(string driver, int from, params ReadOnlySpan<string> suffixes)
    {
        for (int unit = from; ; unit++)
        {
            bool isFree = true;
            foreach (string suffix in suffixes)
            {
                isFree &= Find(UnitName(driver, unit, suffix)) is null;
            }

            if (isFree)
            {
                return unit;
            }
        }
    }

    // The last number of a name and what stands around it; -1 without one, and then all is driver.
    private static (string Driver, int Unit, string Suffix) Split(string name)
    {
        int end = name.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        int start = name.AsSpan(0, end).LastIndexOfAnyExceptInRange('0', '9') + 1;
        return int.TryParse(name.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int unit)
            ? (name[..start], unit, name[end..])
            : (name, -1, "");
    }
}
