using Vimage.CompilerServices;

namespace Vimage;

/// <summary>What a vnet notes about a module that is attached to it.</summary>
internal struct AttachedModule
{
    internal VnetModule Module;

    /// <summary>How many of the module's init steps have begun.</summary>
    internal int InitSteps;

    /// <summary>How many of its uninit steps are still to run; they run from the last to the first.</summary>
    internal int UninitSteps;

    /// <summary>The module's state was let go; whoever still uses it is told so.</summary>
    internal bool IsDetached;
}
