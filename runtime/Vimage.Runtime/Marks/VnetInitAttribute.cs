using System.Diagnostics;

namespace Vimage;

/// <summary>
/// Marks a static method that runs once in each vnet, when its module is attached to that vnet: after the field
/// initializers, with that vnet as the current one.
/// </summary>
/// <param name="subsystem">When it runs: the lowest subsystem is set up first, whatever module it is in.</param>
/// <param name="order">When it runs within its subsystem.</param>
/// <remarks>
/// The method takes nothing or the <see cref="Vnet"/>, returns nothing, and may have any accessibility. A module with
/// such a method is attached when a vnet is created; when the method throws, the vnet's creation is rolled back.
/// In <c>Globals</c> and <c>Struct</c> it runs once in the process, from the type's static constructor.
/// (FreeBSD: <c>VNET_SYSINIT</c>.)
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[Conditional("VIMAGE_MARKS_IN_METADATA")]
public sealed class VnetInitAttribute(int subsystem = VnetSubsystem.Default, int order = VnetOrder.Middle) : Attribute
{
    /// <summary>Gets when the method runs: a number, or one of <see cref="VnetSubsystem"/>.</summary>
    public int Subsystem { get; } = subsystem;

    /// <summary>Gets when the method runs within its subsystem: a number, or one of <see cref="VnetOrder"/>.</summary>
    public int Order { get; } = order;
}
