using System.CommandLine;
using Vimage.Cli.Terminals;
using Vimage.Migration;
using Vimage.Migration.Loading;

namespace Vimage.Cli.Commands;

/// <summary>The arguments and options of every command that loads a code base.</summary>
internal sealed class TargetOptions(ToolContext context)
{
    private readonly Argument<string> _target = new("target")
    {
        Description = "A solution, a project, or a folder.",
        DefaultValueFactory = static _ => ".",
    };

    private readonly Option<string> _configuration = new("--configuration", "-c")
    {
        Description = "The build configuration, which decides about #if.",
        DefaultValueFactory = static _ => "Debug",
        HelpName = "name",
    };

    private readonly Option<string[]> _property = new("--property", "-p")
    {
        Description = "An MSBuild property, as dotnet build takes it.",
        HelpName = "name=value",
    };

    private readonly Option<string[]> _define = new("--define")
    {
        Description = "A preprocessor symbol, where the target is a plain folder.",
        HelpName = "symbol",
    };

    internal void AddTo(Command command)
    {
        command.Arguments.Add(_target);
        command.Options.Add(_configuration);
        command.Options.Add(_property);
        command.Options.Add(_define);
    }

    internal async Task<Codebase> LoadAsync(ParseResult result, Action<StepProgress> onProgress, CancellationToken cancellation)
    {
        Codebase codebase = await CodebaseLoader.LoadAsync(
            result.GetValue(_target)!,
            new LoadOptions
            {
                Configuration = result.GetValue(_configuration)!,
                Properties = PropertiesOf(result.GetValue(_property) ?? []),
                DefineConstants = result.GetValue(_define) ?? [],
                OnProgress = onProgress,
            },
            cancellation);
        if (result.GetValue(context.Verbosity) == Verbosity.Detailed)
        {
            foreach (string remark in codebase.Remarks)
            {
                await context.Terminal.Error.WriteLineAsync(remark);
            }
        }

        return codebase;
    }

    private static Dictionary<string, string> PropertiesOf(string[] given)
    {
        Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase);
        foreach (string each in given)
        {
            string[] parts = each.Split('=', 2);
            properties[parts[0]] = parts.Length == 2
                ? parts[1]
                : throw new MigrationException(MigrationExitCode.BadInput, $"'{each}' is no property. Write name=value.");
        }

        return properties;
    }
}
