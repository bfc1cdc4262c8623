namespace Vimage.Generator.Model;

/// <summary>A part of a module, and the one thing about the rest of the module that its own code depends on.</summary>
internal sealed record PartSource(ModulePart Part, ModuleViews Views);
