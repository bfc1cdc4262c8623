namespace Vimage.Generator.Model;

/// <summary>A module, and its parts with all their text.</summary>
internal sealed record ModuleSource(Module Module, EquatableArray<PartSource> Parts);
