using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Migration.Loading;

/// <summary>
/// Makes sure that a project's source generators are there: a host that can't load one goes on without it and without a word,
/// and then knows less of the program than the build does.
/// </summary>
internal static class GeneratorCheck
{
    /// <exception cref="MigrationException">One is not there, or does not load.</exception>
    internal static void ThrowIfNotLoaded(Project project)
    {
        foreach (AnalyzerReference reference in project.AnalyzerReferences)
        {
            string? fault = reference switch
            {
                UnresolvedAnalyzerReference => "does not exist",
                AnalyzerFileReference file => FaultOf(file),
                _ => null,
            };
            if (fault is not null)
            {
                throw new MigrationException(
                    MigrationExitCode.NotLoaded,
                    $"Project '{project.Name}' uses the generator '{reference.FullPath}', which {fault}. "
                        + $"Restore and build the project first: dotnet build \"{project.FilePath}\".");
            }
        }
    }

    private static string? FaultOf(AnalyzerFileReference reference)
    {
        string? fault = null;
        void OnFailed(object? sender, AnalyzerLoadFailureEventArgs failure) => fault ??= failure.ErrorCode switch
        {
            AnalyzerLoadFailureEventArgs.FailureErrorCode.ReferencesNewerCompiler =>
                $"needs a compiler of version {failure.ReferencedCompilerVersion} or newer",
            AnalyzerLoadFailureEventArgs.FailureErrorCode.UnableToLoadAnalyzer
                or AnalyzerLoadFailureEventArgs.FailureErrorCode.UnableToCreateAnalyzer => $"does not load: {failure.Message}",
            _ => null,
        };
        reference.AnalyzerLoadFailed += OnFailed;
        try
        {
            _ = reference.GetGenerators(LanguageNames.CSharp);
        }
        finally
        {
            reference.AnalyzerLoadFailed -= OnFailed;
        }

        return fault;
    }
}
