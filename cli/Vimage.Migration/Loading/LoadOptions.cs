namespace Vimage.Migration.Loading;

/// <summary>How a target is loaded.</summary>
public sealed record LoadOptions
{
    /// <summary>Gets the build configuration, which decides about <c>#if</c>.</summary>
    public string Configuration { get; init; } = "Debug";

    /// <summary>Gets what is called with each step's name.</summary>
    public Action<string> OnStep { get; init; } = static _ => { };

    /// <summary>Gets the preprocessor symbols of a plain folder.</summary>
    public IReadOnlyList<string> DefineConstants { get; init; } = [];
}
