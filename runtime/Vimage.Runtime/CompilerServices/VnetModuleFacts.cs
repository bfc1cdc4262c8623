using System.ComponentModel;

namespace Vimage.CompilerServices;

/// <summary>What the generator found about a module in its source. For generated code.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum VnetModuleFacts
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>Some variable has an initializer.</summary>
    HasInitializers = 1,

    /// <summary>There is a <see cref="VnetInitAttribute"/> method.</summary>
    HasInit = 2,

    /// <summary>There is a <see cref="VnetUninitAttribute"/> method.</summary>
    HasUninit = 4,

    /// <summary>
    /// Some variable of a state struct has an initializer. No class constructor has run it, so that it runs in the root as in
    /// every other vnet.
    /// </summary>
    HasStateInitializers = 8,

    /// <summary>
    /// All initializers, of both kinds, are constants: they run no code and do not throw, so that nobody can tell when they run,
    /// nor how often.
    /// </summary>
    HasConstantInitializersOnly = 16,
}
