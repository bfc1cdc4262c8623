namespace Vimage;

/// <summary>A place where a vnet was entered while another scope was open. Legal, and often a sign of code that could do without.</summary>
/// <param name="Inner">The member and line that entered.</param>
/// <param name="Outer">The member and line that entered the scope around it.</param>
/// <param name="Vnet">The vnet entered.</param>
/// <param name="Previous">The vnet that was current.</param>
/// <seealso cref="VnetDebug.Recursions"/>
public sealed record VnetRecursion(string Inner, string Outer, string Vnet, string Previous)
{
    /// <summary>Returns the recursion in FreeBSD's words.</summary>
    /// <returns>Two lines.</returns>
    public override string ToString() => $"CURVNET_SET() recursion in {Inner}, prev in {Outer}\n    {Previous} -> {Vnet}";
}
