using System.Globalization;
using System.Net;

namespace Vimage.Net.Topology;

/// <summary>What has become of echoes that were sent.</summary>
/// <param name="Address">Whom they were sent to.</param>
/// <param name="Sent">How many.</param>
/// <param name="Times">How long each has taken that has come back.</param>
public sealed record PingResult(IPAddress Address, int Sent, IReadOnlyList<TimeSpan> Times)
{
    /// <summary>Gets the part that has not come back: 0 to 1.</summary>
    public double Loss => 1 - ((double)Times.Count / Sent);

    /// <summary>Returns it in a line.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string lost = string.Create(CultureInfo.InvariantCulture, $"{Address}: {Times.Count} of {Sent} answered, {Loss * 100:0.#} % lost");
        return Times.Count == 0
            ? lost
            : string.Create(CultureInfo.InvariantCulture, $"{lost}, {Times.Min().TotalMilliseconds:0.000} to {Times.Max().TotalMilliseconds:0.000} ms");
    }
}
