namespace Vimage;

/// <summary>How far a module has come in the process.</summary>
internal enum ModuleStage : byte
{
    /// <summary>It exists, and nobody has registered it.</summary>
    New,

    /// <summary>It was registered and waits for a module that it depends on.</summary>
    Pending,

    /// <summary>It is attached to vnets.</summary>
    Registered,

    /// <summary>It is attached to no further vnet, and is being detached from those it is attached to.</summary>
    Leaving,

    /// <summary>It was deregistered, and no vnet has anything of it.</summary>
    Left,
}
