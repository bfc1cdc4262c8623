namespace Vimage.Net;

/// <summary>RED. (FreeBSD: <c>red_drops</c>.)</summary>
internal sealed class RandomEarlyDetection(RedQueue queue) : QueueDiscipline
{
    // What the average is taken to fall by while the link is idle: as if packets of this size had come.
    private const int TypicalSize = 512;
    private const double NanosecondsPerSecond = 1e9;

    private double _average;
    private int _sinceDrop = -1;

    internal override bool Admits(Mbuf packet, int waiting, in LinkState state)
    {
        if (waiting == 0 && state.Now > state.IdleSince)
        {
            double typicalTime = TypicalSize * 8 * NanosecondsPerSecond / state.Rate;
            _average *= Math.Pow(1 - queue.Weight, (state.Now - state.IdleSince) / typicalTime);
        }

        _average += queue.Weight * (waiting - _average);
        if (_average < queue.MinimumThreshold)
        {
            _sinceDrop = -1;
            return true;
        }

        if (_average >= queue.MaximumThreshold)
        {
            _sinceDrop = 0;
            return false;
        }

        // Spread evenly: the more have passed since the last, the likelier the next.
        _sinceDrop++;
        double probability = queue.MaximumProbability * (_average - queue.MinimumThreshold) / (queue.MaximumThreshold - queue.MinimumThreshold);
        double spread = 1 - (_sinceDrop * probability);
        if (spread > 0 && !state.Random.Happens(probability / spread))
        {
            return true;
        }

        _sinceDrop = 0;
        return queue.MarksCongestion && CongestionMark.TrySet(packet.Span);
    }
}
