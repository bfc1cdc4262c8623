using System.ComponentModel;

namespace Vimage.CompilerServices;

/// <summary>
/// The variables of a module that other assemblies can use, for the generator that works on those. For generated code.
/// </summary>
/// <param name="module">The module's name.</param>
/// <param name="layout">The variables: <c>name:type</c>, each with a semicolon after it.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VnetLayoutAttribute(string module, string layout) : Attribute
{
    /// <summary>Gets the module's name.</summary>
    public string Module { get; } = module;

    /// <summary>Gets the variables.</summary>
    public string Layout { get; } = layout;
}
