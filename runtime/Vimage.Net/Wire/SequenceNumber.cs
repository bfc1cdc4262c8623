namespace Vimage.Net;

/// <summary>
/// The order of 32-bit numbers that go round: sequence numbers (RFC 9293, 3.4) and timestamps (RFC 7323, 5.2). One comes before
/// another if the way from it to there is the shorter one.
/// </summary>
internal static class SequenceNumber
{
    internal static bool IsBefore(uint one, uint other) => (int)(one - other) < 0;

    internal static bool IsBeforeOrAt(uint one, uint other) => (int)(one - other) <= 0;

    /// <summary>Returns whether a number is in the stretch from <paramref name="first"/> of a given length.</summary>
    internal static bool IsIn(uint number, uint first, int length) => number - first < (uint)length;

    internal static uint Later(uint one, uint other) => IsBefore(one, other) ? other : one;

    internal static uint Earlier(uint one, uint other) => IsBefore(one, other) ? one : other;
}
