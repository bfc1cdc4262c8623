namespace Vimage.Analyzers.Configuration;

/// <summary>The keys that the rules read from <c>.editorconfig</c> and global configuration files, all of them.</summary>
internal static class Settings
{
    internal static readonly NumberSetting HoistThreshold = new(
        "vimage_hoist_threshold",
        RuleIds.Hoist,
        "how many uses of a module in one method, outside loops, are still not worth a view",
        usual: 4,
        minimum: 1);

    /// <summary>Gets all of them; VIM0903 reports values that are none.</summary>
    internal static IReadOnlyList<NumberSetting> All { get; } = [HoistThreshold];
}
