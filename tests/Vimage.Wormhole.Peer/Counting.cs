namespace Vimage.Wormholes.Tests;

/// <summary>
/// Numbers from 0 on, through an end of either form, for ever: what two processes send each other, so that each knows what has to come
/// next.
/// </summary>
internal abstract class Counting
{
    private long _received;

    /// <summary>Gets how many numbers have come, each the next one.</summary>
    internal long Received => Volatile.Read(ref _received);

    /// <summary>Gets how many numbers one piece has at most: so many may be accepted without the sender's knowing.</summary>
    internal abstract int PieceSize { get; }

    /// <summary>Sends until that fails.</summary>
    /// <param name="onAccepted">Told after each piece how many numbers were accepted by now.</param>
    /// <param name="goesOn">Asked before each piece.</param>
    internal async Task SendAsync(Action<long> onAccepted, Func<bool> goesOn)
    {
        long next = 0;
        while (goesOn())
        {
            next += await SendNextAsync(next);
            onAccepted(next);
        }
    }

    /// <summary>Receives until the end of the stream, or until that fails; also when what comes is not what should.</summary>
    internal async Task ReceiveAsync()
    {
        while (await ReceiveNextAsync() is var count and > 0)
        {
            Volatile.Write(ref _received, _received + count);
        }
    }

    /// <summary>Sends the next number and those after it; returns how many.</summary>
    private protected abstract ValueTask<int> SendNextAsync(long next);

    /// <summary>Receives the next numbers; returns how many, and 0 at the end.</summary>
    private protected abstract ValueTask<int> ReceiveNextAsync();

    private protected void Demand(bool isRight, string what)
    {
        if (!isRight)
        {
            throw new InvalidDataException($"{what} came where {_received} was next.");
        }
    }
}
