using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Vimage.Bench.Net.Linux;

/// <summary>
/// Lets the kernel receive one frame over and over, as if an interface had it from its link: a run of a BPF program over live
/// frames (Linux 5.18), which is how the kernel's own developers make traffic. There is no system call for each frame, and no
/// sender to be paid for: what is measured is the kernel's stack.
/// </summary>
internal sealed class FrameInjector : IDisposable
{
    // Frames that the kernel takes in one go. More or fewer are no faster.
    private const int Batch = 64;

    private const int LoadProgram = 5;
    private const int RunProgram = 10;
    private const int Xdp = 6;
    private const int OnLiveFrames = 2;
    private const int AttributesSize = 128;

    private readonly byte[] _frame;
    private readonly byte[] _context = Pinned(24);
    private readonly int _program;

    /// <param name="frame">An IPv4 packet with its Ethernet header.</param>
    /// <param name="interfaceIndex">The index of the interface, in the namespace of the thread that runs it.</param>
    /// <exception cref="Win32Exception">The kernel has refused.</exception>
    internal FrameInjector(ReadOnlySpan<byte> frame, int interfaceIndex)
    {
        _frame = Pinned(frame.Length);
        frame.CopyTo(_frame);

        // struct xdp_md: the end of the data, and the interface.
        BinaryPrimitives.WriteInt32LittleEndian(_context.AsSpan(4), frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(_context.AsSpan(12), interfaceIndex);
        _program = Load(BpfCode.PassAgain(frame));
    }

    /// <summary>Lets the kernel receive the frame.</summary>
    /// <param name="count">How often.</param>
    /// <returns>The nanoseconds that each took, by the kernel's own clock, without what it takes to begin and to end.</returns>
    internal int Inject(int count)
    {
        Span<byte> attributes = stackalloc byte[AttributesSize];
        attributes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(attributes, _program);
        BinaryPrimitives.WriteInt32LittleEndian(attributes[8..], _frame.Length);
        BinaryPrimitives.WriteInt64LittleEndian(attributes[16..], AddressOf(_frame));
        BinaryPrimitives.WriteInt32LittleEndian(attributes[32..], count);
        BinaryPrimitives.WriteInt32LittleEndian(attributes[40..], _context.Length);
        BinaryPrimitives.WriteInt64LittleEndian(attributes[48..], AddressOf(_context));
        BinaryPrimitives.WriteInt32LittleEndian(attributes[64..], OnLiveFrames);
        BinaryPrimitives.WriteInt32LittleEndian(attributes[72..], Batch);
        if (SystemCalls.Bpf(RunProgram, attributes) < 0)
        {
            throw new Win32Exception();
        }

        return BinaryPrimitives.ReadInt32LittleEndian(attributes[36..]);
    }

    public void Dispose() => _ = SystemCalls.Close(_program);

    private static int Load(byte[] code)
    {
        byte[] pinnedCode = Pinned(code.Length);
        code.CopyTo(pinnedCode, 0);
        byte[] license = Pinned(4);
        "BSD\0"u8.CopyTo(license);
        Span<byte> attributes = stackalloc byte[AttributesSize];
        attributes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(attributes, Xdp);
        BinaryPrimitives.WriteInt32LittleEndian(attributes[4..], code.Length / BpfCode.InstructionSize);
        BinaryPrimitives.WriteInt64LittleEndian(attributes[8..], AddressOf(pinnedCode));
        BinaryPrimitives.WriteInt64LittleEndian(attributes[16..], AddressOf(license));
        int program = SystemCalls.Bpf(LoadProgram, attributes);
        return program >= 0 ? program : throw new Win32Exception();
    }

    private static byte[] Pinned(int length) => GC.AllocateArray<byte>(length, pinned: true);

    private static long AddressOf(byte[] pinned) => Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
}
