using System.Diagnostics;

namespace Vimage;

/// <summary>
/// Marks a static method that runs once when its module is detached from a vnet, with that vnet as the current one.
/// </summary>
/// <remarks>
/// The method takes nothing or the <see cref="Vnet"/>, returns nothing, and may have any accessibility. Modules are
/// detached in the exact reverse of the order in which they were attached. In <c>Globals</c> and <c>Struct</c>, where the
/// state lives as long as the process, the method is never called. (FreeBSD: <c>VNET_SYSUNINIT</c>.)
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[Conditional("VIMAGE_MARKS_IN_METADATA")]
public sealed class VnetUninitAttribute : Attribute;
