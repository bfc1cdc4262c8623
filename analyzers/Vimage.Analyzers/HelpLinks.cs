namespace Vimage.Analyzers;

/// <summary>Where the pages of the rules are read.</summary>
internal static class HelpLinks
{
    private const string Root = "https://github.com/vimage/vimage/blob/main/docs/rules/";

    internal static string Of(string id) => $"{Root}{id}.md";
}
