using System.CommandLine;
using Vimage.Migration.Loading;

namespace Vimage.Cli.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommonOptions
{
    internal static Argument<string> Target() => new("target")
    {
        Description = "A solution, a project, or a folder.",
        DefaultValueFactory = static _ => ".",
    };

    internal static Option<string> Configuration() => new("--configuration", "-c")
    {
        Description = "The build configuration, which decides about #if.",
        DefaultValueFactory = static _ => "Debug",
    };

    internal static Option<string[]> Define() => new("--define")
    {
        Description = "A preprocessor symbol, where the target is a plain folder.",
    };

    internal static LoadOptions LoadOptions(ParseResult result, Option<string> configuration, Option<string[]> define, Action<string> onStep) => new()
    {
        Configuration = result.GetValue(configuration)!,
        DefineConstants = result.GetValue(define) ?? [],
        OnStep = onStep,
    };
}
