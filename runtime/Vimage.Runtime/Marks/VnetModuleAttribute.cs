using System.Diagnostics;

namespace Vimage;

/// <summary>
/// Names the module that a type with virtualized members is, and orders it after the modules it depends on.
/// </summary>
/// <param name="name">
/// The module's name, a string literal. It also names the module's hook: <c>"inet"</c> gives <c>INIT_VNET_INET</c>;
/// characters that an identifier can't have become <c>_</c>.
/// </param>
/// <remarks>
/// A type with virtualized members and without this attribute is a module by its own name.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
[Conditional("VIMAGE_MARKS_IN_METADATA")]
public sealed class VnetModuleAttribute(string name) : Attribute
{
    /// <summary>Gets the module's name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Gets or sets the names of the modules that are initialised before this one in every vnet, and torn down after it.
    /// </summary>
    public string[] DependsOn { get; set; } = [];
}
