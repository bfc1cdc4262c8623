using System.Globalization;
using System.Text;

namespace Vimage.Net;

/// <summary>
/// Lets packets pass, or blocks them. The last rule that matches a packet decides, unless one that says <c>quick</c> comes before it; a
/// packet that none matches passes. (<c>pf.conf(5)</c>: <c>pass</c>, <c>block</c>.)
/// </summary>
public sealed record PfRule : PfStatement
{
    /// <summary>Gets a rule that lets all packets pass, and keeps state: to be narrowed by <c>with</c>.</summary>
    public static PfRule Pass { get; } = new();

    /// <summary>Gets a rule that drops all packets: to be narrowed by <c>with</c>.</summary>
    public static PfRule Block { get; } = new() { Action = PfAction.Drop };

    /// <summary>Gets what it does.</summary>
    public PfAction Action { get; init; }

    /// <summary>Gets a value indicating whether <see cref="Pf.Log"/> lists the packets that it decides about. (<c>log</c>)</summary>
    public bool IsLogged { get; init; }

    /// <summary>Gets whether it keeps state. (<c>keep state</c>, <c>no state</c>)</summary>
    public PfStatePolicy State { get; init; }

    /// <summary>
    /// Gets the flags of TCP that are to be set, of <see cref="FlagMask"/>. Unless it says, a rule that keeps state matches the segment
    /// that begins a connection: <c>S/SA</c>. (<c>flags</c>)
    /// </summary>
    public int? Flags { get; init; }

    /// <summary>Gets the flags of TCP that are looked at; 0 for none. (<c>flags any</c>)</summary>
    public int? FlagMask { get; init; }

    /// <summary>Gets the type of ICMP. (<c>icmp-type</c>, <c>icmp6-type</c>)</summary>
    public int? IcmpType { get; init; }

    /// <summary>Gets the type of service or traffic class that packets have. (<c>tos</c>)</summary>
    public int? Tos { get; init; }

    /// <summary>Gets the type of service or traffic class that packets get. (<c>set-tos</c>)</summary>
    public int? SetTos { get; init; }

    /// <summary>Returns the rule as it is written in a file of rules.</summary>
    /// <returns>A line.</returns>
    public override string ToString()
    {
        StringBuilder text = new(Action switch { PfAction.Pass => "pass", PfAction.Return => "block return", _ => "block drop" });
        text.Append(DirectionText).Append(IsLogged ? " log" : "").Append(IsQuick ? " quick" : "");
        Write(text);
        if (FlagMask is { } mask)
        {
            text.Append(" flags ").Append(mask == 0 ? "any" : $"{PfFlags.Format(Flags ?? 0)}/{PfFlags.Format(mask)}");
        }

        Append(text, IsIcmp6 ? "icmp6-type" : "icmp-type", IcmpType);
        Append(text, "tos", Tos);
        if (Action == PfAction.Pass)
        {
            text.Append(State == PfStatePolicy.None ? " no state" : " keep state");
        }

        Append(text, "set-tos", SetTos);
        return text.ToString();
    }

    private bool IsIcmp6 => Protocol == IpProtocol.Icmp6;

    private static void Append(StringBuilder text, string word, int? value)
    {
        if (value is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $" {word} {number}");
        }
    }
}
