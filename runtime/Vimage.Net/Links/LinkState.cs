namespace Vimage.Net;

/// <summary>What a queue discipline is told of its link.</summary>
/// <param name="Now">The time, in nanoseconds of the domain.</param>
/// <param name="IdleSince">Since when nothing waits and nothing is being sent.</param>
/// <param name="WaitingBytes">The bytes that wait.</param>
/// <param name="Rate">The bits per second.</param>
/// <param name="Random">The domain's.</param>
internal readonly record struct LinkState(long Now, long IdleSince, long WaitingBytes, long Rate, SeededRandom Random);
