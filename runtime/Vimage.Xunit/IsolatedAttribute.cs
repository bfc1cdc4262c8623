namespace Vimage.Xunit;

/// <summary>
/// Runs a test in a vnet of its own, from the constructor of its class to the disposal: what it does to virtualized state, no
/// other test sees. On a class or an assembly, each of its tests.
/// </summary>
/// <remarks>
/// A theory has a vnet for each row of its data. Fixtures are shared by design: they are made before, in the vnet that is then
/// current, and tests see in them what they would see anywhere. Statics that are not virtualized are shared as ever.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class IsolatedAttribute : Attribute
{
    /// <summary>
    /// Gets or sets a value indicating whether the test is isolated. <see langword="false"/> takes a test or a class out of
    /// what is said for its class or assembly.
    /// </summary>
    public bool Enabled { get; set; } = true;
}
