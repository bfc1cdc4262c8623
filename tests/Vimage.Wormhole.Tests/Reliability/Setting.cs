namespace Vimage.Wormholes.Tests;

/// <summary>How a round of a randomised test is set up.</summary>
internal sealed record Setting(bool ManySenders, WormholeWait Wait, int Capacity, int Count, bool IsTwoWay)
{
    internal WormholeOptions Options => new() { ManySenders = ManySenders, Wait = Wait, Capacity = Capacity };

    // Two who poll need two processors to themselves; with less, each full or empty ring costs a slice of time.
    internal static Setting Of(Random random)
    {
        WormholeWait wait = random.Next(8) switch { 0 => WormholeWait.BusyPoll, < 4 => WormholeWait.Park, _ => WormholeWait.Hybrid };
        bool isPolling = wait == WormholeWait.BusyPoll;
        int capacity = isPolling ? 64 << random.Next(4) : 1 << random.Next(8);
        return new Setting(
            ManySenders: random.Next(2) == 0,
            wait,
            capacity,
            Count: random.Next(1, isPolling ? 3 * capacity : 2000),
            IsTwoWay: !isPolling && random.Next(3) == 0);
    }

    internal Direction NewDirection(Random random, WormholeEnd<Numbered> from, WormholeEnd<Numbered> to)
    {
        int producers = ManySenders && Wait != WormholeWait.BusyPoll ? random.Next(1, 5) : 1;
        long[] next = new long[producers];
        return new Direction(
            [.. Enumerable.Range(0, producers).Select(id => new Producer(from, id, AnyStyle(random), random.Next(1, 40)))],
            new Consumer(to, AnyStyle(random), random.Next(1, 40), next),
            next,
            Count);
    }

    internal static Style AnyStyle(Random random) => (Style)random.Next(5);
}
