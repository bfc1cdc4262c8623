using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Vimage.Bench.Generator;

/// <summary>The peer, from the copy that the build has put beside this program.</summary>
internal static class MvvmGenerator
{
    private const string TypeName = "CommunityToolkit.Mvvm.SourceGenerators.ObservablePropertyGenerator";

    internal static ISourceGenerator Load()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "peers", "CommunityToolkit.Mvvm.SourceGenerators.dll");
        Type type = Assembly.LoadFrom(path).GetType(TypeName, throwOnError: true)!;
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
