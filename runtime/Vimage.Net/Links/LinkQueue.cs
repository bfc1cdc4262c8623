namespace Vimage.Net;

/// <summary>How the packets are treated that wait to be sent at a link's <see cref="LinkProperties.Rate"/>.</summary>
public abstract record LinkQueue
{
    private protected LinkQueue()
    {
    }

    /// <summary>Gets the queue that takes what fits and loses the rest.</summary>
    public static LinkQueue DropTail { get; } = new DropTailQueue();

    internal abstract QueueDiscipline NewDiscipline();

    internal virtual void ThrowIfInvalid()
    {
    }

    private sealed record DropTailQueue : LinkQueue
    {
        internal override QueueDiscipline NewDiscipline() => new();
    }
}
