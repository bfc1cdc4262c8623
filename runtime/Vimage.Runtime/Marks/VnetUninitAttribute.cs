using System.Diagnostics;

namespace Vimage;

/// <summary>
/// Marks a static method that runs once when its module is detached from a vnet, with that vnet as the current one.
/// </summary>
/// <param name="subsystem">When it runs. The highest subsystem is torn down first; without it, as the module is set up.</param>
/// <param name="order">When it runs within its subsystem.</param>
/// <remarks>
/// The method takes nothing or the <see cref="Vnet"/>, returns nothing, and may have any accessibility. Modules are
/// detached in the exact reverse of the order in which they were attached. In <c>Globals</c> and <c>Struct</c>, where the
/// state lives as long as the process, the method is never called. (FreeBSD: <c>VNET_SYSUNINIT</c>.)
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[Conditional("VIMAGE_MARKS_IN_METADATA")]
public sealed class VnetUninitAttribute(int subsystem = VnetSubsystem.Default, int order = VnetOrder.Middle) : Attribute
{
    /// <summary>Gets when the method runs: a number, or one of <see cref="VnetSubsystem"/>.</summary>
    public int Subsystem { get; } = subsystem;

    /// <summary>Gets when the method runs within its subsystem: a number, or one of <see cref="VnetOrder"/>.</summary>
    public int Order { get; } = order;
}
