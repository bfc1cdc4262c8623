using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Renaming.Disabled;

namespace Vimage.Migration.Renaming;

/// <summary>What a rename comes to. Nothing is written until it is committed.</summary>
/// <param name="Globals">The globals that are renamed.</param>
/// <param name="ByRef">Those of them whose accessor is by reference.</param>
/// <param name="Writable">Those that were read-only and no longer are, because a static constructor writes them.</param>
/// <param name="UseCount">How many uses were rewritten.</param>
/// <param name="Files">The changed files.</param>
/// <param name="HandEdits">What has to be edited by hand.</param>
/// <param name="Disabled">What was done in disabled branches.</param>
/// <param name="Errors">The errors that the result would have and the code base had not; then <c>Files</c> is not to be written.</param>
/// <param name="Skipped">The globals that were left out, each with the reason.</param>
public sealed record RenameResult(
    IReadOnlyList<GlobalVariable> Globals,
    IReadOnlySet<GlobalKey> ByRef,
    IReadOnlySet<GlobalKey> Writable,
    int UseCount,
    IReadOnlyList<FileChange> Files,
    IReadOnlyCollection<HandEdit> HandEdits,
    IReadOnlyList<DisabledUse> Disabled,
    IReadOnlyList<string> Errors,
    IReadOnlyList<(GlobalVariable Global, string Reason)> Skipped)
{
    /// <summary>Gets a value indicating whether the result may be written.</summary>
    public bool IsSound => Errors.Count == 0;
}
