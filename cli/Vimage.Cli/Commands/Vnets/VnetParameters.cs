using System.CommandLine;
using System.Globalization;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Vnets;

/// <summary>Parameters of a vnet, as <c>jail(8)</c> has them: <c>children.max=N</c>, and <c>limit.QUOTA=N</c>.</summary>
internal sealed class VnetParameters
{
    private const string Children = "children.max";
    private const string LimitPrefix = "limit.";

    private readonly List<(string Name, long? Limit)> _limits = [];

    /// <summary>Gets how many vnets it may have below it, if that is said.</summary>
    internal int? ChildrenMax { get; private set; }

    internal static Argument<string[]> CreateArgument() => new("parameters")
    {
        Description = $"{Children}=N: how many vnets it may have below it. {LimitPrefix}QUOTA=N or none: such as {LimitPrefix}sockets=10.",
        HelpName = "name=value",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <exception cref="ProcessException">One is malformed, or there is none of that name.</exception>
    internal static VnetParameters Parse(IReadOnlyList<string> texts)
    {
        VnetParameters parameters = new();
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            if (parts is [Children, var max] && int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                parameters.ChildrenMax = number;
            }
            else if (parts is [{ Length: > 6 } name, var value] && name.StartsWith(LimitPrefix, StringComparison.Ordinal) && TryReadLimit(value, out long? limit))
            {
                parameters._limits.Add((name[LimitPrefix.Length..], limit));
            }
            else
            {
                throw new ProcessException(SysExit.Usage, "EINVAL", $"'{text}' is no parameter of a vnet. There are {Children}=N and {LimitPrefix}QUOTA=N, where N is a number from 0, or for a limit 'none'.");
            }
        }

        return parameters;
    }

    internal async Task ApplyAsync(RunningProcess process, string vnet)
    {
        if (ChildrenMax is { } max)
        {
            await process.Vnets.SetLimitAsync(vnet, "children", max);
        }

        await ApplyLimitsAsync(process, vnet);
    }

    internal async Task ApplyLimitsAsync(RunningProcess process, string vnet)
    {
        foreach ((string name, long? limit) in _limits)
        {
            await process.Vnets.SetLimitAsync(vnet, name, limit);
        }
    }

    private static bool TryReadLimit(string text, out long? limit)
    {
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        limit = isNumber ? number : null;
        return isNumber || text == "none";
    }
}
