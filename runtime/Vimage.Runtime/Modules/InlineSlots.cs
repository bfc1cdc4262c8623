using System.Runtime.CompilerServices;

namespace Vimage;

/// <summary>The slots that lie inside the vnet object itself, one load away.</summary>
[InlineArray(Count)]
internal struct InlineSlots
{
    /// <summary>More modules than most programs have; 512 bytes a vnet.</summary>
    internal const int Count = 64;

    private object? _first;
}
