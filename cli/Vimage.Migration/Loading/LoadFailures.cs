using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Loading;

/// <summary>What MSBuild has said against a target while it was loaded.</summary>
internal sealed class LoadFailures(string target)
{
    private readonly List<string> _failures = [];
    private readonly List<string> _leftOut = [];

    /// <summary>Gets what is no C# and was left out; each a sentence.</summary>
    internal IReadOnlyList<string> LeftOut => _leftOut;

    internal void Add(WorkspaceDiagnostic diagnostic)
    {
        if (diagnostic.Kind != WorkspaceDiagnosticKind.Failure)
        {
            return;
        }

        // A solution may well have projects of other languages. Those are not ours to change, and no reason to stop.
        lock (_failures)
        {
            bool isOfCSharp = diagnostic.Message.Contains(".csproj", StringComparison.OrdinalIgnoreCase);
            (isOfCSharp ? _failures : _leftOut).Add(diagnostic.Message.Trim());
        }
    }

    /// <exception cref="MigrationException">A C# project did not load.</exception>
    internal void ThrowIfAny()
    {
        if (_failures.Count > 0)
        {
            throw new MigrationException(
                MigrationExitCode.NotLoaded, $"'{target}' did not load: {_failures[0]} Build it first: dotnet build \"{target}\".");
        }
    }
}
