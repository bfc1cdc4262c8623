namespace Vimage.Migration.Scanning;

/// <summary>Who writes a static, and when.</summary>
/// <param name="Member">The member, as <c>Type.Member</c>.</param>
/// <param name="Time">When it runs, as far as its name tells.</param>
/// <param name="Count">In how many places it writes.</param>
public sealed record Writer(string Member, WriteTime Time, int Count);
