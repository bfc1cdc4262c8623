using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Vimage.Wormholes;

/// <summary>
/// A file in memory. It is unmapped when nothing refers to it any more and not before: whoever still looks at it must not fall.
/// </summary>
internal sealed unsafe class MappedBytes : MemoryManager<byte>
{
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly byte* _start;
    private readonly int _length;

    internal MappedBytes(SafeFileHandle file, int length)
    {
        using MemoryMappedFile mapped = MemoryMappedFile.CreateFromFile(
            file, mapName: null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);

        // The view outlives the object that made it.
        MemoryMappedViewAccessor accessor = mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.ReadWrite);
        _view = accessor.SafeMemoryMappedViewHandle;
        byte* start = null;
        _view.AcquirePointer(ref start);
        _start = start + accessor.PointerOffset;
        _length = length;
        GC.SuppressFinalize(accessor);
    }

    ~MappedBytes()
    {
        _view.ReleasePointer();
        _view.Dispose();
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
        // The finalizer's.
    }
}
