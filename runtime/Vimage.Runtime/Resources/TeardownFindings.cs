namespace Vimage;

/// <summary>What a teardown has met so far.</summary>
internal sealed class TeardownFindings
{
    private readonly List<VnetHolding> _stopped = [];
    private readonly List<VnetHolding> _held = [];

    internal List<Exception> Failures { get; } = [];

    internal IReadOnlyList<VnetHolding> Stopped => _stopped;

    internal IReadOnlyList<VnetHolding> Held => _held;

    internal void AddStopped(OwnedResource resource) => Add(_stopped, resource.Describe());

    internal void AddHeld(OwnedResource resource) => Add(_held, resource.Describe());

    internal void AddHeld(VnetHolding holding) => Add(_held, holding);

    private static void Add(List<VnetHolding> holdings, VnetHolding one)
    {
        int same = holdings.FindIndex(each => (each.Kind, each.Type, each.Tag) == (one.Kind, one.Type, one.Tag));
        if (same < 0)
        {
            holdings.Add(one);
        }
        else
        {
            holdings[same] = holdings[same] with { Count = holdings[same].Count + one.Count };
        }
    }
}
