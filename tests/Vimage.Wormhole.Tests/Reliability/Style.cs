namespace Vimage.Wormholes.Tests;

/// <summary>By which methods somebody sends or receives.</summary>
internal enum Style
{
    Sync,
    Async,
    Batch,
    AsyncBatch,
    Try,
}
