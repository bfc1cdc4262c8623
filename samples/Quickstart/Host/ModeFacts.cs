using System;
using System.Linq;
using System.Reflection;
using Quickstart.Ripd;
using Vimage;

namespace Quickstart.Host;

/// <summary>What this very assembly was compiled to.</summary>
internal static class ModeFacts
{
    /// <summary>Gets the value that <c>VimageMode</c> had.</summary>
    internal static string Mode { get; } = typeof(ModeFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(static attribute => attribute.Key == "VimageMode").Value!;

    /// <summary>Finds out where <c>V_update_interval</c> is: writes to it in two vnets, and looks for what was written.</summary>
    internal static string FindVariable()
    {
#pragma warning disable VIM0101 // It is the raw static's name that reflection has to find.
        const string Name = nameof(Config.update_interval);
#pragma warning restore VIM0101
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Vnet[] vnets = [Vnet.Root.CreateChild("probe1"), Vnet.Root.CreateChild("probe2")];
        int before = Config.V_update_interval;
        for (int i = 0; i < vnets.Length; i++)
        {
            using (CURVNET_SET(vnets[i]))
            {
                Config.V_update_interval = before + 1 + i;
            }
        }

        bool isPerVnet;
        using (CURVNET_SET(vnets[0]))
        {
            isPerVnet = Config.V_update_interval == before + 1;
        }

        bool isRaw = (int)typeof(Config).GetField(Name, All)!.GetValue(null)! == before + 2;
        Config.V_update_interval = before;
        string? state = typeof(Config).GetNestedTypes(All)
            .FirstOrDefault(type => type.IsValueType && type.GetField(Name, All) is not null)?.Name;
        return (isPerVnet, isRaw, state) switch
        {
            (false, true, null) => $"the static field Config.{Name}",
            (false, false, not null) => $"{Name} in the one Config.{state}",
            (true, false, not null) => $"{Name} in each vnet's own Config.{state}",
            _ => throw new InvalidOperationException($"{Mode}: per vnet {isPerVnet}, raw {isRaw}, state struct '{state}'."),
        };
    }
}
