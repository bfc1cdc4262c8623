using System.Diagnostics;

namespace Vimage;

/// <summary>
/// Marks a static variable as one that each vnet has for itself.
/// </summary>
/// <remarks>
/// <para>
/// On a static field <c>x</c> the generator emits an accessor <c>V_x</c>; what <c>V_x</c> means is decided at compile time
/// by the MSBuild property <c>VimageMode</c>: the field itself (<c>Globals</c>), a field of one state struct per module
/// (<c>Struct</c>), or a field of the current vnet's state struct (<c>Instance</c>).
/// </para>
/// <para>
/// On a <c>static partial</c> property or event the name stays as it is, and the generator emits the implementing part.
/// Such an event is raised through the generated delegate property <c>V_Name</c>.
/// </para>
/// <para>
/// On a nested <c>partial struct</c> it makes the struct's fields the variables of the type around it, which gets a static
/// member of each field's name, and a <c>V_x</c> as above: in <c>Globals</c> the plain static field, otherwise a property over
/// the state. A mark on such a field only adds its options. Files are read one by one, so that each part of such a struct has
/// a mark of its own; this is what makes the attribute one that can be repeated.
/// </para>
/// <para>
/// The mark is read at compile time and leaves nothing in the compiled assembly.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Event, Inherited = false, AllowMultiple = true)]
[Conditional("VIMAGE_MARKS_IN_METADATA")]
public sealed class VirtualizedAttribute : Attribute
{
    /// <summary>
    /// Gets or sets a value indicating whether <c>V_x</c> returns the variable itself (a <c>ref</c>, or a
    /// <c>ref readonly</c> where the field is <c>readonly</c>) instead of its value.
    /// </summary>
    /// <remarks>
    /// Needed where code takes the variable's address: <c>ref</c>, <c>out</c> and <c>in</c> arguments, <c>Interlocked</c>,
    /// <c>V_struct.f = 1</c>, <c>fixed</c>, ref locals. An accessor by reference can be used neither across <c>await</c>
    /// nor in an expression tree.
    /// </remarks>
    public bool ByRef { get; set; }

    /// <summary>
    /// Gets or sets the name by which the variable can be read and set in each vnet, such as <c>net.inet.ip.ttl</c>. Its
    /// <c>&lt;summary&gt;</c> becomes the description, and a tag <c>&lt;unit&gt;</c> in its documentation the unit.
    /// </summary>
    /// <remarks>A <c>readonly</c> field, or a property without a public setter, can be read only. (FreeBSD: <c>SYSCTL_VNET_INT</c>.)</remarks>
    /// <seealso cref="Vnet.GetVariable{T}"/>
    public string? Name { get; set; }
}
