using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Vimage.Wormholes;

/// <summary>
/// A file in memory. It is unmapped when nothing refers to it any more and not before: whoever still looks at it must not fall.
/// </summary>
internal sealed unsafe class MappedBytes : MemoryManager<byte>
{
    // Keeps the memory.
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly byte* _start;
    private readonly int _length;

    internal MappedBytes(SafeFileHandle file, int length)
    {
        using MemoryMappedFile mapped = MemoryMappedFile.CreateFromFile(
            file, mapName: null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);

        // The view outlives the object that made it, and is unmapped by the finalizer of its handle.
        MemoryMappedViewAccessor accessor = mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.ReadWrite);
        GC.SuppressFinalize(accessor);
        _view = accessor.SafeMemoryMappedViewHandle;
        _start = (byte*)_view.DangerousGetHandle() + accessor.PointerOffset;
        _length = length;
    }

    /// <summary>Gets what begins the file at an offset.</summary>
    internal ref RingHeader HeaderAt(int offset) => ref *(RingHeader*)(_start + offset);

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_start + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
        // It never moves.
    }

    protected override void Dispose(bool disposing)
    {
        // The finalizer's of the view.
    }
}
