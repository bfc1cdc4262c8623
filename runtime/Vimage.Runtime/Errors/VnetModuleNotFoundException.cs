namespace Vimage;

/// <summary>The module is not registered. (FreeBSD: <c>ENOENT</c>; in 2009 a panic.)</summary>
public sealed class VnetModuleNotFoundException : VnetException
{
    internal VnetModuleNotFoundException(string module)
        : base("ENOENT", "", $"Vnet module '{module}' is not registered, or is being deregistered already.")
    {
    }
}
