namespace Vimage.Proof;

/// <summary>How much a text report shows, and how.</summary>
public sealed record TextReportOptions
{
    /// <summary>Gets how many differing methods and types are shown with their listings; the others are only named.</summary>
    public int MaxListings { get; init; } = 20;

    /// <summary>Gets the width of two listings side by side, in characters; <see langword="null"/> for one below the other.</summary>
    public int? SideBySideWidth { get; init; }
}
