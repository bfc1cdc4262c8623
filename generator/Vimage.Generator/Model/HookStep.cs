namespace Vimage.Generator.Model;

/// <summary>The hooks of a module that run at one position.</summary>
internal sealed record HookStep(HookPosition Position, IReadOnlyList<ModuleHook> Hooks)
{
    /// <summary>Groups hooks by position, ascending; within one they stay in textual order.</summary>
    /// <param name="hooks">The hooks.</param>
    /// <param name="unless">The position of those that don't say.</param>
    internal static IReadOnlyList<HookStep> Of(IEnumerable<ModuleHook> hooks, HookPosition unless) =>
    [
        .. hooks
            .GroupBy(hook => hook.Position ?? unless)
            .OrderBy(static step => step.Key.Value)
            .Select(static step => new HookStep(step.Key, [.. step])),
    ];
}
