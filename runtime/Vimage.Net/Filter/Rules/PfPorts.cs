using System.Globalization;

namespace Vimage.Net;

/// <summary>Ports that a rule is about.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="IsNegated">It is about all others.</param>
public readonly record struct PfPorts(int First, int Last, bool IsNegated = false)
{
    /// <summary>Gets all ports, and protocols that have none.</summary>
    public static PfPorts Any => new(0, ushort.MaxValue);

    /// <summary>Gets a value indicating whether it does not matter which port it is, or whether there is one.</summary>
    public bool IsAny => !IsNegated && First <= 0 && Last >= ushort.MaxValue;

    /// <summary>Gets the number of ports from the first to the last.</summary>
    public int Count => Last - First + 1;

    /// <summary>Returns one port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>What is about it alone.</returns>
    public static PfPorts One(int port) => new(port, port);

    /// <inheritdoc/>
    public override string ToString()
    {
        string range = First == Last
            ? First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{First}:{Last}");
        return IsNegated ? $"!= {range}" : range;
    }

    internal bool Matches(int port) => (port >= First && port <= Last) != IsNegated;
}
