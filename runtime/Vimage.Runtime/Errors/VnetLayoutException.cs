namespace Vimage;

/// <summary>
/// An assembly was compiled against a module whose variables were others than those of the module that is loaded.
/// (FreeBSD: <c>EDOOFUS</c>, programming error.)
/// </summary>
public sealed class VnetLayoutException : VnetException
{
    internal VnetLayoutException(string message)
        : base("EDOOFUS", "", message)
    {
    }
}
