using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Vimage.Wormholes;

/// <summary>What a listener tells a process that has connected: where the rings are. It is answered by a byte.</summary>
/// <param name="Form">What is to go through.</param>
/// <param name="Capacity">The bytes of each ring.</param>
/// <param name="Path">The file.</param>
internal sealed record SharedOffer(SharedForm Form, int Capacity, string Path)
{
    private const int FixedSize = 20;
    private const int MaxPathSize = 4096;
    private const byte Accepted = 1;
    private const byte Refused = 0;

    /// <summary>Makes the offer.</summary>
    /// <returns>A task of whether it was accepted.</returns>
    internal static async Task<bool> MakeAsync(Socket socket, SharedOffer offer, CancellationToken cancellationToken)
    {
        byte[] path = Encoding.UTF8.GetBytes(offer.Path);
        byte[] message = new byte[FixedSize + path.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(message, RingHeader.CurrentMagic);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(8), (int)offer.Form);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), offer.Capacity);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16), path.Length);
        path.CopyTo(message, FixedSize);
        await socket.SendAsync(message, cancellationToken).ConfigureAwait(false);
        byte[] answer = await ReceiveAsync(socket, 1, cancellationToken).ConfigureAwait(false);
        return answer[0] == Accepted;
    }

    /// <summary>Waits for an offer.</summary>
    /// <exception cref="InvalidDataException">It is none, or none that this version understands.</exception>
    /// <exception cref="EndOfStreamException">There is none.</exception>
    internal static async Task<SharedOffer> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        byte[] message = await ReceiveAsync(socket, FixedSize, cancellationToken).ConfigureAwait(false);
        int length = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(16));
        int capacity = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(12));
        if (BinaryPrimitives.ReadUInt64LittleEndian(message) != RingHeader.CurrentMagic || length is <= 0 or > MaxPathSize || !SharedEnds.IsCapacity(capacity))
        {
            throw new InvalidDataException(
                "What listens there is no listener for wormholes, or one of another version. Both processes must use the same version of Vimage.Wormhole.");
        }

        byte[] path = await ReceiveAsync(socket, length, cancellationToken).ConfigureAwait(false);
        return new SharedOffer((SharedForm)BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(8)), capacity, Encoding.UTF8.GetString(path));
    }

    /// <summary>Answers an offer.</summary>
    internal static async Task AnswerAsync(Socket socket, bool isAccepted, CancellationToken cancellationToken) =>
        await socket.SendAsync(new[] { isAccepted ? Accepted : Refused }, cancellationToken).ConfigureAwait(false);

    private static async Task<byte[]> ReceiveAsync(Socket socket, int length, CancellationToken cancellationToken)
    {
        byte[] message = new byte[length];
        int received = 0;
        while (received < length)
        {
            int count = await socket.ReceiveAsync(message.AsMemory(received), cancellationToken).ConfigureAwait(false);
            received += count > 0 ? count : throw new EndOfStreamException("The other process has closed the connection.");
        }

        return message;
    }
}
