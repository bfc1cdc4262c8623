namespace Vimage.Generator.Model;

/// <summary>When a hook runs.</summary>
/// <param name="Subsystem">The subsystem.</param>
/// <param name="Order">The order within it.</param>
internal sealed record HookPosition(int Subsystem, int Order)
{
    internal static HookPosition Default { get; } = new(HookNumbers.DefaultSubsystem, HookNumbers.DefaultOrder);

    internal long Value => ((long)Subsystem << 32) | (uint)Order;
}
