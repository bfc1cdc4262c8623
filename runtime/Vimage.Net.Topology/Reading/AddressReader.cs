using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>Reads an address of an interface.</summary>
internal static class AddressReader
{
    internal static Located<IPNetworkAddress>? Read(YamlItem item, Problems problems)
    {
        if (item is YamlItem.Text text && AddressText.TryParse(text.Value, out IPNetworkAddress? address))
        {
            return new Located<IPNetworkAddress>(address, item.At);
        }

        problems.Add(item.At, $"An address can't be {item.What}. It is {Units.AddressForm}.");
        return null;
    }
}
