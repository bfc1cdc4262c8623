namespace Vimage.Wormholes;

/// <summary>An end of a wormhole of typed messages.</summary>
/// <typeparam name="T">
/// What goes through: by value; or, if it is an <see cref="IWormholeMessage{TSelf}"/>, with its ownership.
/// </typeparam>
public sealed partial class WormholeEnd<T> : WormholeEnd
{
    private readonly MessageWarp<T> _outgoing;
    private MessageWarp<T> _incoming;
    private Turn _turn;

    internal WormholeEnd(Vnet vnet, string name, WormholeWait wait, MessageWarp<T> outgoing, MessageWarp<T> incoming)
        : base(vnet, name, wait)
    {
        _outgoing = outgoing;
        _incoming = incoming;
        _turn = incoming.Turn;
    }

    internal override MessageWarp<T> OutgoingWarp => _outgoing;

    internal override MessageWarp<T> IncomingWarp => _incoming;

    internal override void SwitchTo(Warp next, Turn turn)
    {
        _incoming = (MessageWarp<T>)next;
        _turn = turn;
    }

    private protected override void DropUnreceived(Turn turn)
    {
        Drop(_incoming, turn);
        WarpEnding ending = _incoming.Ending!;
        while (ending.Next is { } next)
        {
            Drop((MessageWarp<T>)next, ending.Turn!);
            ending = next.Ending!;
        }
    }

    private static void Drop(MessageWarp<T> warp, Turn turn)
    {
        while (warp.TryReceive(turn, out T? message))
        {
            (message as IDisposable)?.Dispose();
        }
    }
}
