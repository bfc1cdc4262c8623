using System.Text;

namespace Vimage;

/// <summary>The names of what the generator emits, as far as users see or can collide with them.</summary>
internal static class GeneratedNames
{
    internal const string AccessorPrefix = "V_";
    internal const string View = "VnetView";
    internal const string PrivateView = "VnetPrivateView";
    internal const string CurrentVnet = "curvnet";
    internal const string EnterVnet = "CURVNET_SET";
    internal const string HookPrefix = "INIT_VNET_";

    /// <summary>Returns the name of the accessor of the field <paramref name="name"/> (without any <c>@</c>).</summary>
    internal static string Accessor(string name) => AccessorPrefix + name;

    /// <summary>Returns the name of the hook of the module <paramref name="module"/>: "inet" gives INIT_VNET_INET.</summary>
    internal static string Hook(string module)
    {
        StringBuilder name = new(HookPrefix);
        foreach (char c in module)
        {
            name.Append(char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        }

        return name.ToString();
    }
}
