using System.Text;

namespace Vimage.Net;

/// <summary>
/// Gives packets another address: <c>nat</c> another source when they leave, <c>rdr</c> another destination when they come in. The first
/// one that matches counts, before the rules, which see the packet as it is then. Answers are given back what they were sent to.
/// (<c>pf.conf(5)</c>: <c>nat</c>, <c>rdr</c>.)
/// </summary>
/// <remarks>The direction says which of both it is: out is <c>nat</c>, in is <c>rdr</c>.</remarks>
public sealed record PfTranslation : PfMatch
{
    /// <summary>Gets a rule that gives packets that leave another source.</summary>
    /// <param name="target">The address: one, or that of an interface.</param>
    /// <returns>It, to be narrowed by <c>with</c>.</returns>
    public static PfTranslation Nat(PfHost target) => new() { Direction = PacketDirection.Out, Target = target };

    /// <summary>Gets a rule that gives packets that come in another destination.</summary>
    /// <inheritdoc cref="Nat"/>
    public static PfTranslation Rdr(PfHost target) => new() { Direction = PacketDirection.In, Target = target };

    /// <summary>Gets the address that they get.</summary>
    public PfHost Target { get; init; } = PfHost.Any;

    /// <summary>
    /// Gets the ports that they get. Of <c>nat</c> any that is free, of 50001 to 65535 unless it says; of <c>rdr</c> the first, or
    /// unless it says the one that they have.
    /// </summary>
    public PfPorts? TargetPorts { get; init; }

    /// <summary>Gets a value indicating whether they pass without a look at the rules. (<c>nat pass</c>, <c>rdr pass</c>)</summary>
    public bool IsPass { get; init; }

    /// <summary>Returns the rule as it is written in a file of rules.</summary>
    /// <returns>A line.</returns>
    public override string ToString()
    {
        StringBuilder text = new(Direction == PacketDirection.Out ? "nat" : "rdr");
        text.Append(IsPass ? " pass" : "");
        Write(text);
        text.Append(" -> ").Append(Target);
        return TargetPorts is { } ports ? text.Append(" port ").Append(ports).ToString() : text.ToString();
    }
}
