using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers;

namespace Vimage.Bench.Analyzers;

/// <summary>The rules that are measured.</summary>
internal static class RuleSets
{
    internal static ImmutableArray<DiagnosticAnalyzer> Ours { get; } = In(typeof(VimageAnalyzer).Assembly);

    /// <summary>
    /// Gets the peers: the rules that the SDK runs in every project unless told otherwise, from the copies that the build has put
    /// beside this program.
    /// </summary>
    internal static ImmutableArray<DiagnosticAnalyzer> Net { get; } =
    [
        .. In(Load("Microsoft.CodeAnalysis.NetAnalyzers"))
            .Concat(In(Load("Microsoft.CodeAnalysis.CSharp.NetAnalyzers")))
            .Where(static rule => rule.SupportedDiagnostics.Any(static each => each.IsEnabledByDefault)),
    ];

    private static Assembly Load(string name) =>
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "peers", name + ".dll"));

    private static ImmutableArray<DiagnosticAnalyzer> In(Assembly assembly) =>
    [
        .. TypesOf(assembly)
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsSubclassOf(typeof(DiagnosticSuppressor)) && !type.IsAbstract)
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    // The peers' assemblies hold their fixes too, which can't be loaded without an editor's assemblies.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
