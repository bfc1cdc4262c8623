using Vimage.CompilerServices;

namespace Vimage;

/// <summary>What the teardown of a vnet did and found.</summary>
/// <seealso cref="Vnet.DestroyAsync"/>
public sealed class VnetTeardownReport
{
    internal VnetTeardownReport(string vnet, IReadOnlyList<VnetModule> detached, IReadOnlyList<Exception> failures)
    {
        VnetName = vnet;
        DetachedModules = [.. detached.Select(static module => module.Name)];
        Failures = failures;
    }

    /// <summary>Gets the full name of the vnet that was destroyed.</summary>
    public string VnetName { get; }

    /// <summary>Gets the names of the modules that were detached, in that order.</summary>
    public IReadOnlyList<string> DetachedModules { get; }

    /// <summary>Gets what <see cref="VnetUninitAttribute"/> methods have thrown, in that order.</summary>
    public IReadOnlyList<Exception> Failures { get; }

    /// <summary>Gets a value indicating whether nothing went wrong.</summary>
    public bool IsClean => Failures.Count == 0;
}
