namespace Vimage.Bench.Wormhole;

/// <summary>A message of 16 bytes.</summary>
internal readonly record struct Message(long Number, long Payload);
