using System.Globalization;

namespace Vimage;

/// <summary>The culture of a vnet: how its numbers and dates look where the code names no culture.</summary>
/// <remarks>
/// After <see cref="Install"/>, threads that have not been given a culture of their own use that of the vnet that they run in,
/// also in code that knows nothing of vnets. A vnet begins with its parent's.
/// </remarks>
[VnetModule("process.culture")]
public static partial class VnetCulture
{
    [Virtualized] private static CultureInfo culture = ProcessCulture.Culture;
    [Virtualized] private static CultureInfo uiCulture = ProcessCulture.UICulture;

    /// <summary>Gets or sets the culture of the current vnet.</summary>
    public static CultureInfo CurrentCulture
    {
        get => V_culture;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            V_culture = value;
        }
    }

    /// <summary>Gets or sets the culture whose language the current vnet speaks.</summary>
    public static CultureInfo CurrentUICulture
    {
        get => V_uiCulture;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            V_uiCulture = value;
        }
    }

    /// <summary>
    /// Makes the vnet's culture the default of every thread, from now on, and the current one of this thread and of what it starts.
    /// </summary>
    public static void Install()
    {
        ProcessCulture.Capture();
        CultureInfo routed = new VnetCultureInfo(static () => V_culture);
        CultureInfo routedUI = new VnetCultureInfo(static () => V_uiCulture);
        CultureInfo.DefaultThreadCurrentCulture = routed;
        CultureInfo.DefaultThreadCurrentUICulture = routedUI;
        CultureInfo.CurrentCulture = routed;
        CultureInfo.CurrentUICulture = routedUI;
    }

    [VnetInit]
    private static void Inherit(Vnet vnet)
    {
        if (vnet.Parent is { } parent)
        {
            (V_culture, V_uiCulture) = parent.Run(static () => (V_culture, V_uiCulture));
        }
    }
}
