using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;

namespace Vimage.Bench.Net.Linux;

/// <summary>How the kernel is told to make interfaces: <c>rtnetlink(7)</c>.</summary>
internal static class RouteNetlink
{
    private const int Family = 16;
    private const int Raw = 3;
    private const int HeaderSize = 16;
    private const int InfoSize = 16;
    private const int AttributeSize = 4;

    private const ushort NewLink = 16;
    private const ushort RequestCreateAcknowledge = 0x605;
    private const ushort InterfaceName = 3;
    private const ushort LinkInfo = 18;
    private const ushort InfoKind = 1;
    private const ushort InfoData = 2;
    private const ushort Peer = 1;
    private const ushort NamespaceDescriptor = 28;

    /// <summary>Makes a pair of veth, one end in the namespace of the thread, the other where the descriptor says.</summary>
    /// <exception cref="Win32Exception">The kernel has refused.</exception>
    internal static void AddVeth(string name, string peerName, int peerNamespace)
    {
        byte[] descriptor = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(descriptor, peerNamespace);
        byte[] peer = Attribute(Peer, [.. new byte[InfoSize], .. Name(peerName), .. Attribute(NamespaceDescriptor, descriptor)]);
        byte[] body =
        [
            .. new byte[InfoSize],
            .. Name(name),
            .. Attribute(LinkInfo, [.. Attribute(InfoKind, "veth"u8), .. Attribute(InfoData, peer)]),
        ];
        byte[] header = new byte[HeaderSize];
        BinaryPrimitives.WriteInt32LittleEndian(header, HeaderSize + body.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), NewLink);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), RequestCreateAcknowledge);
        Ask([.. header, .. body]);
    }

    // The answer is an error message, whose error is 0 if all went well.
    private static void Ask(byte[] request)
    {
        int socket = SystemCalls.Socket(Family, Raw, 0);
        byte[] answer = new byte[4096];
        nint length = socket < 0 ? -1 : SystemCalls.Send(socket, request, (nuint)request.Length, 0);
        length = length < 0 ? length : SystemCalls.Receive(socket, answer, (nuint)answer.Length, 0);
        if (length < 0)
        {
            throw new Win32Exception();
        }

        _ = SystemCalls.Close(socket);
        int error = BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(HeaderSize));
        if (error != 0)
        {
            throw new Win32Exception(-error);
        }
    }

    private static byte[] Name(string name) => Attribute(InterfaceName, Encoding.ASCII.GetBytes(name + '\0'));

    private static byte[] Attribute(ushort type, ReadOnlySpan<byte> value)
    {
        byte[] attribute = new byte[(AttributeSize + value.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt16LittleEndian(attribute, (ushort)(AttributeSize + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(attribute.AsSpan(2), type);
        value.CopyTo(attribute.AsSpan(AttributeSize));
        return attribute;
    }
}
