using Vimage.Migration.Editing;

namespace Vimage.Migration.Hoisting;

/// <summary>What hoisting comes to. Nothing is written until it is committed.</summary>
/// <param name="LookUps">How many look-ups are added.</param>
/// <param name="Uses">How many uses go through one.</param>
/// <param name="LeftOut">How many look-ups would not compile, and so are left out.</param>
/// <param name="Files">The changed files.</param>
public sealed record HoistResult(int LookUps, int Uses, int LeftOut, IReadOnlyList<FileChange> Files);
