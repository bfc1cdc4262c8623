namespace Vimage.Net.Topology;

/// <summary>A link of a running topology.</summary>
public sealed class RunningLink
{
    private readonly object _gate = new();
    private LinkProperties? _forward;
    private LinkProperties? _backward;
    private bool _isCut;
    private bool _isPartitioned;

    internal RunningLink(TopologyLink model, Epair a, Epair b)
    {
        Model = model;
        A = a;
        B = b;
        (_forward, _backward) = (model.Forward, model.Backward);
    }

    /// <summary>Gets the name.</summary>
    public string Name => Model.Name;

    /// <summary>Gets what it was made from.</summary>
    public TopologyLink Model { get; }

    /// <summary>Gets the interface at its first end.</summary>
    public Epair A { get; }

    /// <summary>Gets the interface at its second end.</summary>
    public Epair B { get; }

    /// <summary>Gets a value indicating whether it loses everything: it was cut, or is between the groups of a partition.</summary>
    public bool IsCut
    {
        get
        {
            lock (_gate)
            {
                return _isCut || _isPartitioned;
            }
        }
    }

    /// <summary>Gets or sets how it behaves from <see cref="A"/> to <see cref="B"/>. What is under way that way is lost.</summary>
    public LinkProperties? Forward
    {
        get => Read(ref _forward);
        set => Write(ref _forward, value, A);
    }

    /// <summary>Gets or sets how it behaves from <see cref="B"/> to <see cref="A"/>. What is under way that way is lost.</summary>
    public LinkProperties? Backward
    {
        get => Read(ref _backward);
        set => Write(ref _backward, value, B);
    }

    /// <summary>Lets it lose everything, also what is under way. Nobody is told: its ends stay up.</summary>
    public void Cut() => Set(ref _isCut, value: true);

    /// <summary>Lets it be as it was. Where it is between groups of a partition, it is so when that ends.</summary>
    public void Mend() => Set(ref _isCut, value: false);

    /// <summary>Returns the name and both ends.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} ({Model.A} - {Model.B})";

    internal void SetPartitioned(bool value) => Set(ref _isPartitioned, value);

    private LinkProperties? Read(ref LinkProperties? properties)
    {
        lock (_gate)
        {
            return properties;
        }
    }

    private void Write(ref LinkProperties? properties, LinkProperties? value, Epair end)
    {
        lock (_gate)
        {
            end.Link = Effective(value);
            properties = value;
        }
    }

    // Giving an interface properties that it has loses what is under way, so that is done only where they change.
    private void Set(ref bool flag, bool value)
    {
        lock (_gate)
        {
            bool wasCut = _isCut || _isPartitioned;
            flag = value;
            if ((_isCut || _isPartitioned) != wasCut)
            {
                A.Link = Effective(_forward);
                B.Link = Effective(_backward);
            }
        }
    }

    private LinkProperties? Effective(LinkProperties? properties) =>
        _isCut || _isPartitioned ? (properties ?? new LinkProperties()) with { IsPartitioned = true } : properties;
}
