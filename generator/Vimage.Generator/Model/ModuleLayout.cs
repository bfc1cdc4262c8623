namespace Vimage.Generator.Model;

/// <summary>The variables of a module that other assemblies can use.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Layout">The variables: <c>name:type</c>, each with a semicolon after it.</param>
internal sealed record ModuleLayout(string Module, string Layout);
