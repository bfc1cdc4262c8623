namespace Vimage.Admin.Protocol;

/// <summary>A wormhole.</summary>
/// <param name="Name">The name that it was opened by.</param>
/// <param name="Form">What goes through it: <c>messages</c>, <c>bytes</c>, <c>frames</c>.</param>
/// <param name="Ends">The paths of the vnets of its ends in this process; of one that can't be seen, <see langword="null"/>.</param>
/// <param name="State">What it is up to.</param>
/// <param name="ForwardSent">What has been sent from the first end.</param>
/// <param name="ForwardReceived">What of it has been received.</param>
/// <param name="BackwardSent">What has been sent to the first end.</param>
/// <param name="BackwardReceived">What of it has been received.</param>
public sealed record WormholeEntry(
    string Name, string Form, IReadOnlyList<string?> Ends, string State, long ForwardSent, long ForwardReceived, long BackwardSent, long BackwardReceived);
