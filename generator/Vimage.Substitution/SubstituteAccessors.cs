using Microsoft.Build.Framework;

namespace Vimage.Substitution;

/// <summary>
/// The build task: rewrites the assembly that the compiler has just written, before anything copies, signs or compiles it
/// further.
/// </summary>
public sealed class SubstituteAccessors : Microsoft.Build.Utilities.Task
{
    /// <summary>Gets or sets the path of the assembly. A portable PDB beside it, or in it, is read.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Gets or sets the assemblies that it was compiled against.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Report(SubstitutionFile.Rewrite(Assembly, References.Select(static item => item.ItemSpec)));
        }
        catch (SubstitutionException exception)
        {
            Log.LogError(
                null,
                exception.Code,
                null,
                Assembly,
                0,
                0,
                0,
                0,
                "Vimage could not put field instructions in place of accessor calls, and has changed nothing: {0}.",
                exception.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private void Report(SubstitutionResult result)
    {
        string[] reasons =
        [
            .. result.Remainders.GroupBy(static remainder => remainder.Reason)
                .OrderBy(static group => group.Key)
                .Select(static group => $"{group.Count()}: {group.Key.Describe()}"),
        ];
        Log.LogMessage(
            MessageImportance.Normal,
            "Vimage: {0} accessor calls in {1} are field instructions now; {2} uses differ from plain statics{3}",
            result.Substituted,
            Assembly,
            result.Remainders.Count,
            reasons.Length == 0 ? "." : $" ({string.Join("; ", reasons)}).");
        foreach (Remainder remainder in result.Remainders)
        {
            Log.LogMessage(
                MessageImportance.Low,
                "  {0} in {1} at IL_{2:x4}: {3}.",
                remainder.Accessor,
                remainder.Method,
                remainder.Offset,
                remainder.Reason.Describe());
        }
    }
}
