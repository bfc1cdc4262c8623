namespace Vimage.Generator.Model;

/// <summary>
/// The views of a module: one for everybody, with what everybody may see; and, if there is more, one for the type itself.
/// </summary>
/// <param name="Outer">
/// The accessibility of the view for everybody; <see cref="MemberAccessibility.Private"/> if there is none.
/// </param>
/// <param name="HasPrivate">Whether there is a private one.</param>
internal sealed record ModuleViews(MemberAccessibility Outer, bool HasPrivate)
{
    internal bool HasOuter => Outer != MemberAccessibility.Private;
}
