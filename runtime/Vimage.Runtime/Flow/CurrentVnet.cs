namespace Vimage;

/// <summary>The vnet that is current on this thread, where every access to virtualized state reads it.</summary>
/// <remarks>
/// Alone in a class without initializers: a read then needs no check that a class constructor has run, and costs what a
/// raw thread static costs. <see cref="VnetFlow"/> keeps it true. (FreeBSD: <c>curthread-&gt;td_vnet</c>.)
/// </remarks>
internal static class CurrentVnet
{
    [ThreadStatic]
    internal static Vnet? Value;
}
