using Vimage.CompilerServices;

namespace Vimage;

/// <summary>What a vnet notes about a module that is attached to it. Two words: every vnet has room for a dozen.</summary>
internal struct AttachedModule
{
    internal VnetModule Module;

    /// <summary>How many of the module's init steps have run.</summary>
    internal short InitSteps;

    /// <summary>
    /// How many of its uninit steps are still to run; they run from the last to the first. None before the first of its init
    /// steps has run: there is nothing to undo.
    /// </summary>
    internal short UninitSteps;

    /// <summary>The module's state was let go; whoever still uses it is told so.</summary>
    internal bool IsDetached;

    /// <summary>Notes how many of the module's init steps have run.</summary>
    internal void SetInitSteps(int steps)
    {
        InitSteps = checked((short)steps);
        UninitSteps = steps > 0 || Module.InitPositions.Length == 0 ? checked((short)Module.UninitPositions.Length) : (short)0;
    }
}
