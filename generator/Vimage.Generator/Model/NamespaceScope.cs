namespace Vimage.Generator.Model;

/// <summary>A namespace declaration around a type, or the compilation unit itself.</summary>
/// <param name="Name">The name as written; empty for the compilation unit.</param>
/// <param name="Directives">The extern aliases and usings at its head, as text.</param>
internal sealed record NamespaceScope(string Name, EquatableArray<string> Directives);
