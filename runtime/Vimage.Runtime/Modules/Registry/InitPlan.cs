using Vimage.CompilerServices;

namespace Vimage;

/// <summary>All init steps of the registered modules, in the order in which a new vnet runs them.</summary>
internal static class InitPlan
{
    /// <summary>
    /// Puts the steps in order: by position, and where that is equal in the order of the modules, which has each after those
    /// that it depends on.
    /// </summary>
    internal static Step[] Of(IEnumerable<VnetModule> modules) =>
    [
        .. modules
            .SelectMany(static module => module.InitPositions.Select((position, index) => new Step(position, module, index)))
            .OrderBy(static step => step.Position),
    ];

    /// <param name="Position">When it runs.</param>
    /// <param name="Module">The module.</param>
    /// <param name="Index">Which of the module's init steps it is.</param>
    internal readonly record struct Step(long Position, VnetModule Module, int Index);
}
