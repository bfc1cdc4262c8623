using Microsoft.CodeAnalysis;
using Vimage.Generator.Emission;
using Vimage.Generator.Model;
using Vimage.Generator.Reading;

namespace Vimage.Generator;

/// <summary>
/// Emits accessors, state structs and hooks for what is marked <c>[Virtualized]</c>, in the mode that <c>VimageMode</c> says.
/// </summary>
/// <remarks>
/// Each file is read from its syntax alone, and read again only when it is itself edited: the tree's identity is the cache
/// key. <c>ForAttributeWithMetadataName</c> would bind every marked node again on every edit anywhere.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class VimageGenerator : IIncrementalGenerator
{
    /// <summary>What is read from each file.</summary>
    internal const string SourceFactsStep = "SourceFacts";

    /// <summary>The modules, put together from all files.</summary>
    internal const string ModulesStep = "Modules";

    /// <summary>The modules' parts, each the input of one generated file.</summary>
    internal const string PartsStep = "Parts";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The few facts that are not in the files.
        IncrementalValueProvider<VimageMode> mode = context.AnalyzerConfigOptionsProvider.Select(
            static (options, _) => VimageOptions.TryGetMode(options.GlobalOptions, out VimageMode mode, out string _)
                ? mode
                : VimageMode.Globals);
        IncrementalValueProvider<BuildFacts> build = context.CompilationProvider
            .Combine(mode)
            .Select(static (pair, _) => new BuildFacts(
                pair.Right,
                pair.Left.AssemblyName ?? "",
                (pair.Left.Options.NullableContextOptions & NullableContextOptions.Annotations) != 0));

        // Every file by itself: an edit re-reads the edited file.
        IncrementalValuesProvider<SourceFacts> files = context.CompilationProvider
            .SelectMany(static (compilation, _) => compilation.SyntaxTrees)
            .Select(static (tree, cancellation) => SourceReader.Read(tree, cancellation))
            .WithTrackingName(SourceFactsStep);

        // The files together, because a type may be spread over several: an edit that changes no fact ends here.
        IncrementalValuesProvider<ModuleSource> modules = files
            .Collect()
            .SelectMany(static (files, _) => ModuleMerger.Merge(files))
            .WithTrackingName(ModulesStep);

        // One generated file for each declaration with marked variables: it depends on that declaration.
        IncrementalValuesProvider<PartSource> parts = modules
            .SelectMany(static (module, _) => module.Parts)
            .WithTrackingName(PartsStep);
        context.RegisterSourceOutput(parts.Combine(build), static (output, input) =>
            output.AddSource(PartEmitter.HintNameOf(input.Left.Part), PartEmitter.Emit(input.Left, input.Right)));

        // One for each module: it depends on names and flags.
        IncrementalValuesProvider<Module> summaries = modules.Select(static (module, _) => module.Module);
        context.RegisterSourceOutput(summaries.Combine(build), static (output, input) =>
            output.AddSource(ModuleEmitter.HintNameOf(input.Left), ModuleEmitter.Emit(input.Left, input.Right)));

        // And two for the assembly.
        context.RegisterSourceOutput(build, static (output, build) =>
            output.AddSource(AssemblyEmitter.HooksHintName, AssemblyEmitter.EmitHooks(build)));
        IncrementalValueProvider<EquatableArray<string>> registrations = summaries
            .Where(AssemblyEmitter.Registers)
            .Select(static (module, _) => AssemblyEmitter.RegistrationOf(module))
            .Collect()
            .Select(static (all, _) => new EquatableArray<string>(all));

        // What compiled assemblies can compare: the variables of their modules. A reference is read once.
        IncrementalValueProvider<EquatableArray<string>> own = summaries
            .Where(AssemblyEmitter.HasLayout)
            .Select(static (module, _) => AssemblyEmitter.LayoutOf(module))
            .Collect()
            .Select(static (all, _) => new EquatableArray<string>(all));
        IncrementalValueProvider<EquatableArray<ModuleLayout>> referenced = context.MetadataReferencesProvider
            .Select(ReferencedLayout.Read)
            .Collect()
            .Select(static (all, _) => all.SelectMany(static layouts => layouts).ToEquatableArray());
        context.RegisterSourceOutput(
            registrations.Combine(own).Combine(referenced).Combine(build),
            static (output, input) =>
            {
                (((EquatableArray<string> registrations, EquatableArray<string> own), EquatableArray<ModuleLayout> referenced),
                    BuildFacts build) = input;
                if (build.Mode == VimageMode.Instance && registrations.Count + referenced.Count > 0)
                {
                    output.AddSource(
                        AssemblyEmitter.RegistrationHintName,
                        AssemblyEmitter.EmitRegistration(registrations, own, referenced, build));
                }
            });
    }
}
