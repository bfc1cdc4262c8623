namespace Vimage.Net;

/// <content>The domain of each vnet.</content>
[VnetModule("netisr")]
public sealed partial class Netisr
{
    [Virtualized] private static Netisr? netisr;

    /// <summary>
    /// Gets or sets the domain of the current vnet. It can be set as long as the vnet has no interface but <c>lo0</c>, and
    /// vnets that are created below it afterwards are in it too.
    /// </summary>
    /// <exception cref="NetworkException">The vnet has interfaces that connect it with others of its domain (EBUSY).</exception>
    public static Netisr Current
    {
        get => V_netisr!;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            using (V_netisr!.Enter())
            {
                Ifnet.ChangeDomain(value);
                V_netisr = value;
            }
        }
    }

    [VnetInit(VnetSubsystem.Instance)]
    private static void Inherit(Vnet vnet)
    {
        if (vnet.Parent is not { } parent)
        {
            V_netisr = new Netisr();
            return;
        }

        Netisr inherited;
        using (CURVNET_SET(parent))
        {
            inherited = V_netisr!;
        }

        V_netisr = inherited;
    }
}
