using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Vimage.Generator.Tests.Harness;

/// <summary>
/// Compiles a program in each mode, debug and optimised, runs it, and compares. The program has a class <c>Test</c> with a
/// method <c>static string Run()</c>, perhaps returning a task.
/// </summary>
internal static class ThreeModes
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; "
        + "using System.Threading; using System.Threading.Tasks; using Vimage;\n";

    private static int s_vnets;

    /// <summary>Asserts that the program returns <paramref name="expected"/> in each mode, in the root and in two vnets.</summary>
    internal static async Task RunsTheSame(string expected, params string[] sources)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            foreach (string mode in new[] { "Globals", "Struct", "Instance" })
            {
                Func<Task<string>> run = Load(mode, optimization, sources);
                Assert.Equal($"{mode}: {expected}", $"{mode}: {await run()}");
                if (mode == "Instance")
                {
                    foreach (Vnet vnet in new[] { NewVnet(), NewVnet() })
                    {
                        Assert.Equal($"vnet: {expected}", $"vnet: {await vnet.RunAsync(run)}");
                        Assert.True((await vnet.DestroyAsync()).IsClean);
                    }
                }
            }
        }
    }

    /// <summary>Compiles and loads a program in one mode.</summary>
    /// <returns>Its <c>Test.Run</c>.</returns>
    internal static Func<Task<string>> Load(string mode, OptimizationLevel optimization, params string[] sources)
    {
        MethodInfo method = LoadAssembly(mode, optimization, sources).GetType("Test", throwOnError: true)!
            .GetMethod("Run", BindingFlags.Static | BindingFlags.Public)!;
        return async () =>
        {
            try
            {
                object result = method.Invoke(null, null)!;
                return result is Task<string> task ? await task : (string)result;
            }
            catch (TargetInvocationException thrown)
            {
                ExceptionDispatchInfo.Throw(thrown.InnerException!);
                throw;
            }
        };
    }

    internal static Assembly LoadAssembly(string mode, OptimizationLevel optimization, params string[] sources)
    {
        string[] withUsings = [.. sources.Select(static source => source.StartsWith("// no usings", StringComparison.Ordinal) ? source : Usings + source)];
        byte[] image = VimageCompiler.Emit(mode, "Program", optimization, withUsings);
        AssemblyLoadContext context = new(mode);
        return context.LoadFromStream(new MemoryStream(image));
    }

    internal static Vnet NewVnet() => Vnet.Root.CreateChild($"test{Interlocked.Increment(ref s_vnets)}");
}
