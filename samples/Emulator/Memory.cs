using System;

namespace Emulator;

/// <summary>What lives on the heap since it was made, after a full collection.</summary>
/// <param name="routers">Of so many.</param>
internal sealed class Memory(int routers)
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

    /// <summary>Gets the bytes for each router: all that there is, divided by them.</summary>
    internal double BytesForEach => (double)(GC.GetTotalMemory(forceFullCollection: true) - _before) / routers;
}
