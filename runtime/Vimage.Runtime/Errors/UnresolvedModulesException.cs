namespace Vimage;

/// <summary>Modules wait for others that they depend on, and nobody brings those. (FreeBSD: a panic at the end of boot.)</summary>
/// <seealso cref="VnetModules.ThrowIfUnresolved"/>
public sealed class UnresolvedModulesException : VnetException
{
    internal UnresolvedModulesException(string report)
        : base("ENOENT", "", report + "Going nowhere without these vnet modules: load the missing ones, or correct DependsOn.")
    {
    }
}
