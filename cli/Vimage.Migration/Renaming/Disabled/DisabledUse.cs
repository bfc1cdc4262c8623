namespace Vimage.Migration.Renaming.Disabled;

/// <summary>What was done with a global's name in a disabled branch of <c>#if</c>.</summary>
/// <param name="FilePath">The full path.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Name">The name.</param>
/// <param name="IsRenamed">Whether, with the branch enabled, it means the global, and so was rewritten or marked.</param>
public sealed record DisabledUse(string FilePath, int Line, string Name, bool IsRenamed);
