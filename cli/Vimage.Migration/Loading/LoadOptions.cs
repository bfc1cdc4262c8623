namespace Vimage.Migration.Loading;

/// <summary>How a target is loaded.</summary>
public sealed record LoadOptions
{
    /// <summary>Gets the build configuration, which decides about <c>#if</c>.</summary>
    public string Configuration { get; init; } = "Debug";

    /// <summary>Gets MSBuild properties, as <c>dotnet build -p</c> takes them.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the preprocessor symbols of a plain folder.</summary>
    public IReadOnlyList<string> DefineConstants { get; init; } = [];

    /// <summary>Gets what is told how far the loading is.</summary>
    public Action<StepProgress> OnProgress { get; init; } = static _ => { };
}
