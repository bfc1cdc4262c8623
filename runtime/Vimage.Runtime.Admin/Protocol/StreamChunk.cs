namespace Vimage.Admin.Protocol;

/// <summary>The next part of what a command writes, or a capture records.</summary>
/// <param name="Data">The bytes; none if there were none for a second.</param>
/// <param name="IsEnd">Whether that was the last.</param>
/// <param name="ExitCode">At the end of a command, what it has returned.</param>
/// <param name="Lost">How many packets were left out since the stream began, because nobody read them fast enough.</param>
public sealed record StreamChunk(byte[] Data, bool IsEnd, int? ExitCode, long Lost);
