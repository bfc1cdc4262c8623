namespace Vimage.Wormholes.Tests;

/// <summary>What goes from one end to another, each piece known by its place.</summary>
internal abstract class Cargo(WormholeEnd from, WormholeEnd to)
{
    private long _acceptedBefore;

    internal WormholeEnd From { get; private set; } = from;

    internal WormholeEnd To => to;

    /// <summary>Gets how much the sender has begun to send.</summary>
    internal abstract long Sent { get; }

    /// <summary>Gets how much the receiver has seen, all of it right.</summary>
    internal abstract long Seen { get; }

    /// <summary>Gets how much was accepted from the sender.</summary>
    internal long Accepted => _acceptedBefore + From.OutgoingWarp.Statistics.Sent;

    /// <summary>Sends from another end from now on, whose wormhole will be one with that of the receiver.</summary>
    internal void GoOnFrom(WormholeEnd end)
    {
        _acceptedBefore = Accepted;
        From = end;
    }

    /// <summary>Sends the next piece; <see langword="false"/> when nobody takes it any more.</summary>
    internal abstract bool SendNext(Random random);

    /// <summary>Receives the next piece; <see langword="false"/> at the end.</summary>
    internal abstract bool ReceiveNext(Random random);

    protected static T Wait<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();

    protected static void Fail(string what, long at) => throw new InvalidOperationException($"{what} came at {at}.");
}
