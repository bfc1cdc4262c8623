namespace Vimage.Net.Topology.Running;

/// <summary>Lets happen what a schedule says, in its order. One timer: for the next event.</summary>
internal sealed class ScheduleRunner : IDisposable
{
    private readonly object _gate = new();
    private readonly RunningTopology _topology;
    private readonly ITimer? _timer;
    private int _next;
    private bool _hasEnded;

    internal ScheduleRunner(RunningTopology topology)
    {
        _topology = topology;
        if (Schedule.Count > 0)
        {
            _timer = topology.Root.CreateTimer(static self => ((ScheduleRunner)self!).Run(), this, Schedule[0].At, Timeout.InfiniteTimeSpan, "schedule");
        }
    }

    private IReadOnlyList<TopologyEvent> Schedule => _topology.Model.Schedule;

    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }

        _timer?.Dispose();
    }

    private void Run()
    {
        lock (_gate)
        {
            while (!_hasEnded && _next < Schedule.Count)
            {
                TimeSpan wait = Schedule[_next].At - _topology.Elapsed;
                if (wait > TimeSpan.Zero)
                {
                    _timer!.Change(wait, Timeout.InfiniteTimeSpan);
                    return;
                }

                Happen(Schedule[_next++]);
            }
        }
    }

    private void Happen(TopologyEvent @event)
    {
        switch (@event)
        {
            case CutEvent cut:
                _topology.Cut(cut.Link);
                break;
            case MendEvent mend:
                _topology.Mend(mend.Link);
                break;
            case ChangeEvent change:
                RunningLink link = _topology.Link(change.Link);
                (link.Forward, link.Backward) = (change.Forward, change.Backward);
                break;
            case PartitionEvent partition:
                _topology.Partition([.. partition.Groups]);
                break;
            case HealEvent:
                _topology.Heal();
                break;
        }
    }
}
