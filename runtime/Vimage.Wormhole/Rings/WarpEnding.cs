namespace Vimage.Wormholes;

/// <summary>How a warp has ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Next">The warp that its receiver goes on with when it has received everything; none at the end of the stream.</param>
/// <param name="Turn">The receiver's turn there; none without it.</param>
internal sealed record WarpEnding(WormholeEndReason Reason, Warp? Next, Turn? Turn);
