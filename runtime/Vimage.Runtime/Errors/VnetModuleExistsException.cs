namespace Vimage;

/// <summary>The module is registered already. (FreeBSD: <c>EEXIST</c>; in 2009 a panic.)</summary>
public sealed class VnetModuleExistsException : VnetException
{
    internal VnetModuleExistsException(string module)
        : base("EEXIST", "", $"Registering an already registered vnet module '{module}'. Deregister it first, or register it once.")
    {
    }
}
