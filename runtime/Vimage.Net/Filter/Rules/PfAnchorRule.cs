using System.Text;

namespace Vimage.Net;

/// <summary>
/// A place for rules that are looked at for the packets that it matches: those that it brings, or what <see cref="Pf.Anchor"/> was
/// given. (<c>pf.conf(5)</c>: <c>anchor</c>.)
/// </summary>
/// <param name="Name">What it is known by among those beside it.</param>
public sealed record PfAnchorRule(string Name) : PfStatement
{
    /// <summary>Gets the rules that it brings; <see langword="null"/> if it leaves those that are there.</summary>
    public IReadOnlyList<PfStatement>? Statements { get; init; }

    /// <summary>Returns the anchor as it is written in a file of rules, without what is in it.</summary>
    /// <returns>A line.</returns>
    public override string ToString()
    {
        StringBuilder text = new($"anchor \"{Name}\"{DirectionText}{(IsQuick ? " quick" : "")}");
        Write(text);
        return text.ToString();
    }
}
