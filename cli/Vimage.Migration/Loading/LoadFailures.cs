using Microsoft.CodeAnalysis;

namespace Vimage.Migration.Loading;

/// <summary>What MSBuild has said against a target while it was loaded.</summary>
internal sealed class LoadFailures(string target)
{
    private readonly List<string> _failures = [];
    private readonly List<string> _remarks = [];

    /// <summary>Gets what did not stop the loading; each a sentence.</summary>
    internal IReadOnlyList<string> Remarks => _remarks;

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
            (isOfCSharp ? _failures : _remarks).Add(diagnostic.Message.Trim());
        }
    }

    /// <exception cref="MigrationException">A C# project did not load.</exception>
    internal void ThrowIfAny(Solution loaded)
    {
        // Warnings are called failures too, such as those of the restore. A project that has its files and references has loaded.
        string[] whole = [.. loaded.Projects.Where(static project => project.HasDocuments && project.MetadataReferences.Count > 0).Select(static project => project.FilePath!)];
        foreach (string failure in _failures)
        {
            if (!Array.Exists(whole, path => failure.Contains(path, StringComparison.Ordinal)))
            {
                throw new MigrationException(
                    MigrationExitCode.NotLoaded, $"'{target}' did not load: {failure} Build it first: dotnet build \"{target}\".");
            }

            _remarks.Add(failure);
        }
    }
}
