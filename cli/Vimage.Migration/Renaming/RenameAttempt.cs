using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming;

/// <summary>A rename, and the globals without which it might do.</summary>
internal sealed record RenameAttempt(RenameResult Result, IReadOnlyCollection<GlobalVariable> Faulty);
