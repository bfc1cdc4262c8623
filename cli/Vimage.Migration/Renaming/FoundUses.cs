using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming.Disabled;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming;

/// <summary>The uses and declarations of globals in all projects, with each place once.</summary>
internal sealed class FoundUses
{
    private readonly Dictionary<(string FilePath, int Position), Use> _uses = [];
    private readonly HashSet<(string FilePath, int Position)> _others = [];
    private readonly List<HandEdit> _handEdits = [];

    /// <summary>Gets the uses in enabled code.</summary>
    internal IReadOnlyCollection<Use> Uses => _uses.Values;

    /// <summary>Gets what was found in disabled branches, a list for each project.</summary>
    internal List<DisabledFindings> Disabled { get; } = [];

    /// <summary>Gets the uses that can't be rewritten, wherever the other needs lead.</summary>
    internal IReadOnlyList<HandEdit> HandEdits => _handEdits;

    internal IEnumerable<Use> All => Uses.Concat(Disabled.SelectMany(static each => each.Uses));

    internal IEnumerable<GlobalKey> Needing(UseNeeds need) =>
        All.Where(use => use.Needs.HasFlag(need)).Select(static use => use.Global);

    internal static FoundUses Find(
        Codebase codebase, GlobalSet globals, AccessorNames accessors, RenameOptions options, CancellationToken cancellation)
    {
        UseBinder binder = new(globals, accessors);
        UseFinder finder = new(new IdentifierScanner(globals.All.Select(static global => global.Symbol.Name)), binder, options.Jobs);
        FoundUses found = new();
        List<UsesOfProject> projects = [];
        foreach (CodebaseProject project in codebase.Projects)
        {
            options.OnProgress(new StepProgress("find uses", projects.Count, codebase.Projects.Count));
            projects.Add(finder.Find(project, cancellation));
        }

        projects.ForEach(found.Add);
        found.ReportConflicts();
        found.FindDisabled(codebase, projects, globals, binder, options, cancellation);
        return found;
    }

    private void Add(UsesOfProject project)
    {
        foreach (Use use in project.Uses)
        {
            _uses[use.Place] = _uses.TryGetValue(use.Place, out Use same) ? same with { Needs = same.Needs | use.Needs } : use;
        }

        _others.UnionWith(project.Others);
        _handEdits.AddRange(project.Generated
            .Where(static use => !use.Needs.HasFlag(UseNeeds.NameStays))
            .Select(static use => HandEdit.AtMapped(use.Name, "is used by code that another source generator makes; change what it makes that of")));
    }

    // One text can't be both.
    private void ReportConflicts()
    {
        foreach (Use use in Uses.Where(use => _others.Contains(use.Place) && !use.Needs.HasFlag(UseNeeds.NameStays)).ToArray())
        {
            _uses.Remove(use.Place);
            _handEdits.Add(HandEdit.At(use.Name, "is the static in one project or framework and something else in another; give one of them another name"));
        }
    }

    // What is disabled in one project and enabled in another is known from there.
    private void FindDisabled(
        Codebase codebase, List<UsesOfProject> projects, GlobalSet globals, UseBinder binder, RenameOptions options, CancellationToken cancellation)
    {
        DisabledTypeNames types = new(globals);
        HashSet<(string FilePath, int Position)> seen = [];
        foreach ((CodebaseProject project, UsesOfProject uses) in codebase.Projects.Zip(projects))
        {
            options.OnProgress(new StepProgress("look into disabled branches", Disabled.Count, codebase.Projects.Count));
            DisabledName[] names =
            [
                .. uses.Disabled
                    .Concat(types.In(project))
                    .Where(name => !_uses.ContainsKey(name.Place) && !_others.Contains(name.Place) && seen.Add(name.Place)),
            ];
            Disabled.Add(new DisabledBinder(globals, binder).Bind(project, names, cancellation));
        }
    }
}
