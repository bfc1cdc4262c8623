namespace Vimage.Net.Topology;

/// <summary>Describes how a link behaves in one direction.</summary>
public sealed class OneWayBuilder : LinkConditionsBuilder<OneWayBuilder>
{
    internal OneWayBuilder(LinkProperties? properties) => Properties = properties;

    internal LinkProperties? Properties { get; private set; }

    private protected override OneWayBuilder Set(Func<LinkProperties, LinkProperties> change)
    {
        Properties = change(Properties ?? new LinkProperties());
        return this;
    }
}
