using Vimage.CompilerServices;

namespace Vimage;

/// <summary>What a vnet notes about a module that is attached to it. Two words: every vnet has room for a dozen.</summary>
internal struct AttachedModule
{
    internal VnetModule Module;

    /// <summary>How many of the module's init steps have begun.</summary>
    internal short InitSteps;

    /// <summary>How many of its uninit steps are still to run; they run from the last to the first.</summary>
    internal short UninitSteps;

    /// <summary>The module's state was let go; whoever still uses it is told so.</summary>
    internal bool IsDetached;
}
