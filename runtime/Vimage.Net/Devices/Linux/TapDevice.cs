using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Vimage.Net;

/// <summary>An open TAP device of the Linux kernel (<c>/dev/net/tun</c>), each of whose frames has a <see cref="VirtioNetHeader"/>.</summary>
internal sealed class TapDevice
{
    private const nuint SetInterface = 0x400454CA;
    private const nuint SetOffload = 0x400454D0;

    // IFF_TAP, IFF_NO_PI, IFF_VNET_HDR.
    private const ushort TapWithVirtioHeader = 0x5002;

    // TUN_F_CSUM, TUN_F_TSO4, TUN_F_TSO6, TUN_F_TSO_ECN.
    private const int ChecksumAndTcp = 0x0F;

    private const int NameSize = 16;
    private const int RequestSize = 40;

    private int _descriptor;

    private TapDevice(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens the device of a name; in another network namespace of the kernel's, if one is given.</summary>
    /// <exception cref="Win32Exception">The kernel has refused.</exception>
    internal static TapDevice Open(string name, string? networkNamespace)
    {
        if (networkNamespace is null)
        {
            return OpenHere(name);
        }

        // A thread for it alone: the namespace is the thread's, and the descriptor works on any other.
        TapDevice? device = null;
        Exception? failure = null;
        Thread visitor = new(() =>
        {
            try
            {
                EnterNamespace(networkNamespace);
                device = OpenHere(name);
            }
            catch (Win32Exception thrown)
            {
                failure = thrown;
            }
        });
        visitor.Start();
        visitor.Join();
        return device ?? throw failure!;
    }

    /// <summary>Reads a frame; 0 if there is none, or the device is closed.</summary>
    internal int Read(Span<byte> buffer) => (int)Math.Max(0, LinuxCalls.Read(_descriptor, buffer, (nuint)buffer.Length));

    /// <summary>Writes a frame; <see langword="false"/> if the kernel did not take it.</summary>
    internal bool TryWrite(ReadOnlySpan<byte> frame) => LinuxCalls.Write(_descriptor, frame, (nuint)frame.Length) == frame.Length;

    /// <summary>Waits until there is a frame.</summary>
    internal bool Wait(TimeSpan timeout)
    {
        Span<LinuxCalls.PollDescriptor> descriptors = [new() { Descriptor = _descriptor, Events = LinuxCalls.PollIn }];
        return LinuxCalls.Poll(descriptors, 1, (int)timeout.TotalMilliseconds) > 0;
    }

    internal void Close()
    {
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
        {
            _ = LinuxCalls.Close(descriptor);
        }
    }

    private static TapDevice OpenHere(string name)
    {
        const string Path = "/dev/net/tun";
        int descriptor = LinuxCalls.Open(Path, LinuxCalls.ReadWrite | LinuxCalls.NonBlocking | LinuxCalls.CloseOnExec);
        if (descriptor < 0)
        {
            throw Failure($"{Path} can't be opened; it takes root, or the capability to administer networks");
        }

        // struct ifreq: the name, then the flags.
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        Encoding.ASCII.GetBytes(name, request[..(NameSize - 1)]);
        BinaryPrimitives.WriteUInt16LittleEndian(request[NameSize..], TapWithVirtioHeader);
        if (LinuxCalls.Control(descriptor, SetInterface, request) < 0)
        {
            Win32Exception failure = Failure($"The kernel does not hand out the TAP device '{name}'");
            _ = LinuxCalls.Close(descriptor);
            throw failure;
        }

        if (LinuxCalls.Control(descriptor, SetOffload, ChecksumAndTcp) < 0)
        {
            Win32Exception failure = Failure($"The TAP device '{name}' does not take segments uncut");
            _ = LinuxCalls.Close(descriptor);
            throw failure;
        }

        return new TapDevice(descriptor);
    }

    private static void EnterNamespace(string name)
    {
        int descriptor = LinuxCalls.Open($"/var/run/netns/{name}", LinuxCalls.CloseOnExec);
        if (descriptor < 0 || LinuxCalls.SetNamespace(descriptor, LinuxCalls.NewNetwork) < 0)
        {
            throw Failure($"The network namespace '{name}' can't be entered ('ip netns' lists them)");
        }

        _ = LinuxCalls.Close(descriptor);
    }

    private static Win32Exception Failure(string what)
    {
        int error = Marshal.GetLastPInvokeError();
        return new Win32Exception(error, $"{what}: {Marshal.GetPInvokeErrorMessage(error)}.");
    }
}
