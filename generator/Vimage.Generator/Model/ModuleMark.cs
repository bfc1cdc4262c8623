namespace Vimage.Generator.Model;

/// <summary>A <c>[VnetModule]</c> attribute.</summary>
/// <param name="Name">The module's name.</param>
/// <param name="DependsOn">The names of modules.</param>
internal sealed record ModuleMark(string Name, EquatableArray<string> DependsOn);
