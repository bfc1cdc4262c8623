using System.Diagnostics;

namespace Vimage;

/// <summary>
/// Marks a static method that copies what a module's variables refer to when a vnet is cloned, with the clone as the current
/// vnet. It takes the vnet that is cloned, or nothing.
/// </summary>
/// <remarks>
/// Values are copied without it; what a variable refers to is the clone's own, as its initializer has made it, until this
/// method copies it. In <c>Globals</c> and <c>Struct</c> it is never called.
/// </remarks>
/// <seealso cref="Vnet.Clone"/>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[Conditional("VIMAGE_MARKS_IN_METADATA")]
public sealed class VnetCloneAttribute : Attribute;
