namespace Vimage;

/// <summary>A module can't leave, because others depend on it. (FreeBSD: <c>EBUSY</c>; in 2009 nobody looked.)</summary>
public sealed class VnetModuleBusyException : VnetException
{
    internal VnetModuleBusyException(string module, IReadOnlyList<string> dependents)
        : base(
            "EBUSY",
            "",
            $"Vnet module '{module}' can't be deregistered: {string.Join(", ", dependents.Select(static name => $"'{name}'"))} "
                + $"{(dependents.Count == 1 ? "depends" : "depend")} on it. Deregister what depends on it first.")
    {
        Dependents = dependents;
    }

    /// <summary>Gets the names of the modules that depend on it.</summary>
    public IReadOnlyList<string> Dependents { get; }
}
