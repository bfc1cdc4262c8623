namespace Vimage.Wormholes.Tests;

/// <summary>The message of the oracle: who has sent it, and as which.</summary>
internal readonly record struct Numbered(int Producer, long Number);
