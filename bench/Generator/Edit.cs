using Microsoft.CodeAnalysis;

namespace Vimage.Bench.Generator;

/// <summary>What happens in the editor, or in a build, before the generator has to run.</summary>
/// <param name="Id">How rows are named.</param>
/// <param name="Make">Makes the edit of a given number, each a new one; running the generator on the result is what is measured.</param>
internal sealed record Edit(string Id, Func<Project, int, (GeneratorDriver Driver, Compilation Compilation)> Make)
{
    internal static Edit Cold { get; } = new("cold", static (project, _) => (project.NewDriver(), project.Parse()));

    internal static Edit NoChange { get; } = new("no-change", static (project, _) => (project.Driver, project.Compilation));

    internal static Edit UnrelatedComment { get; } = new(
        "unrelated-comment", static (project, edit) => (project.Driver, project.WithUnrelatedComment(edit)));

    internal static Edit MarkedComment { get; } = new(
        "marked-comment", static (project, edit) => (project.Driver, project.WithMarkedComment(edit)));

    internal static Edit RenameField { get; } = new(
        "rename-field", static (project, edit) => (project.Driver, project.WithRenamedField(edit)));

    /// <summary>Gets the switch to the third mode, which neither of our contenders is in.</summary>
    internal static Edit ModeSwitch { get; } = new(
        "mode-switch",
        static (project, _) => (project.Driver.WithUpdatedAnalyzerConfigOptions(new ModeOptions("Struct")), project.Compilation));

    internal static IReadOnlyList<Edit> All { get; } = [Cold, NoChange, UnrelatedComment, MarkedComment, RenameField, ModeSwitch];
}
