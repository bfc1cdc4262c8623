using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Editing;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Hoisting;

/// <summary>Looks the state of modules up once in each body where that pays, instead of at each access.</summary>
public static class Hoister
{
    /// <summary>Works all of it out and compiles the result. Nothing is written.</summary>
    /// <param name="codebase">The code base.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">To stop.</param>
    /// <returns>What it comes to.</returns>
    public static HoistResult Hoist(Codebase codebase, HoistOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(options);
        List<HoistPlan> plans = FindPlans(codebase, options, cancellation);
        int leftOut = 0;
        while (true)
        {
            options.OnProgress(new StepProgress("compile the result", 0, 0));
            EditSet edits = new();
            plans.ForEach(plan => Apply(plan, edits));
            FileChange[] files = [.. edits.Files.Select(file => Change(codebase, file, edits, cancellation))];
            ChangedCodebase changed = new(codebase, files.ToDictionary(static file => file.Path, static file => file.After), cancellation);
            IReadOnlyList<Diagnostic> errors = changed.FindNewErrors(usesViews: true, static _ => { }, cancellation);
            if (errors.Count == 0)
            {
                return new HoistResult(plans.Count, plans.Sum(static plan => plan.Candidate.Uses.Count), leftOut, files);
            }

            // Such as a local that a jump leads past, or a view in an expression tree.
            int removed = plans.RemoveAll(plan => errors.Any(error => IsIn(error, plan, edits)));
            leftOut += removed;
            if (removed == 0)
            {
                throw new MigrationException(MigrationExitCode.No, $"Nothing was changed: the result would not compile: {errors[0]}");
            }
        }
    }

    /// <summary>Writes the files of a result, all or none.</summary>
    /// <param name="result">The result.</param>
    /// <param name="cancellation">To stop, until the first file is replaced.</param>
    /// <exception cref="MigrationException">A file can't be written, or was changed; none has changed.</exception>
    public static void Commit(HoistResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(result);
        FileTransaction.Commit(result.Files, cancellation);
    }

    // In a file that several projects have, what one of them finds has to hold in all; the compiler will tell.
    private static List<HoistPlan> FindPlans(Codebase codebase, HoistOptions options, CancellationToken cancellation)
    {
        Dictionary<(string File, int Position, string Hook), HoistPlan> plans = [];
        HashSet<string> files = new(StringComparer.Ordinal);
        int done = 0;
        foreach (CodebaseProject project in codebase.Projects)
        {
            options.OnProgress(new StepProgress("find uses", done++, codebase.Projects.Count));
            foreach (HoistPlan plan in new HoistFinder(project, options.Jobs).Find(cancellation).Where(plan => !files.Contains(plan.Place.File)))
            {
                plans.TryAdd(plan.Place, plan);
            }

            files.UnionWith(project.Files.Keys);
        }

        return [.. plans.Values];
    }

    // Views of several modules may be declared at one place.
    private static void Apply(HoistPlan plan, EditSet edits)
    {
        edits.Append(plan.File, plan.Changes[0].Span.Start, EditRank.Code, plan.Changes[0].NewText!);
        foreach (TextChange use in plan.Changes.Skip(1))
        {
            if (use.Span.IsEmpty)
            {
                edits.Insert(plan.File, use.Span.Start, EditRank.Code, use.NewText!);
            }
            else
            {
                edits.Replace(plan.File, use.Span, use.NewText!);
            }
        }
    }

    private static FileChange Change(Codebase codebase, string file, EditSet edits, CancellationToken cancellation)
    {
        SourceText before = codebase.Projects.First(project => project.Files.ContainsKey(file)).Files[file].GetText(cancellation);
        return new FileChange(file, before, before.WithChanges(edits.ChangesOf(file)));
    }

    private static bool IsIn(Diagnostic error, HoistPlan plan, EditSet edits)
    {
        string file = plan.File;
        TextSpan body = TextSpan.FromBounds(edits.Map(file, plan.Body.SpanStart), edits.Map(file, plan.Body.Span.End));
        return error.Location.SourceTree?.FilePath == file && body.IntersectsWith(error.Location.SourceSpan);
    }
}
