namespace Vimage.Wormholes;

/// <summary>Somebody who waits, until whoever sends or receives at the other side wakes it.</summary>
internal abstract class ParkedCaller
{
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancellationToken;
    private Parking? _parking;

    /// <summary>Need not wait any more: as if it was woken.</summary>
    internal void Leave() => _parking!.Leave(this);

    /// <summary>Lets it go on. It is not parked any more.</summary>
    internal abstract void Complete(bool isCancelled);

    /// <summary>Is about to be parked.</summary>
    internal void Belong(Parking parking) => _parking = parking;

    /// <summary>Is parked, and may have gone on already.</summary>
    internal void ListenTo(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _cancellationToken = cancellationToken;
            _registration = cancellationToken.Register(static state => ((ParkedCaller)state!).Cancel(), this);
        }
    }

    /// <summary>Goes on; can be used again after that.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    private protected void GoOn(bool wasCancelled)
    {
        CancellationToken cancellationToken = _cancellationToken;
        _registration.Dispose();
        _registration = default;
        _cancellationToken = default;
        Recycle();
        if (wasCancelled)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>Can be used by the next one who parks.</summary>
    private protected abstract void Recycle();

    private void Cancel() => _parking!.Leave(this, isCancelled: true);
}
