using Microsoft.CodeAnalysis;

namespace Vimage.Substitution.Tests.Harness;

/// <summary>Compares a program after substitution with the same program with plain statics.</summary>
internal static class PlainTwin
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Linq; "
        + "using System.Threading; using System.Threading.Tasks; using Vimage;\n";

    /// <summary>
    /// Asserts that every method of the program has the IL that it has with plain statics, and that it runs the same: as the
    /// compiler wrote it, after substitution, and plain.
    /// </summary>
    /// <returns>What the substitution reports.</returns>
    internal static async Task<SubstitutionResult> IsEqualedBy(string source)
    {
        SubstitutionResult result = Substitute(source, out Emitted program);
        SortedDictionary<string, string> texts = IlText.OfAll(program.With(result).Load());
        foreach ((string method, string plain) in IlText.OfAll(Plain(source).Load()))
        {
            Assert.Equal($"{method}\n{plain}", $"{method}\n{texts[method]}");
        }

        Assert.Empty(result.Remainders);
        await RunsLike(source);
        return result;
    }

    /// <summary>Asserts that the program runs the same after substitution as with plain statics, debug and optimised.</summary>
    internal static async Task RunsLike(string source)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            string expected = await Plain(source, optimization).Run();
            Emitted program = Virtualized(source, optimization);
            Assert.Equal($"{optimization}: {expected}", $"{optimization}: {await program.With(program.Substitute()).Run()}");
        }
    }

    /// <summary>Compiles, optimised, and substitutes.</summary>
    internal static SubstitutionResult Substitute(string source, out Emitted program)
    {
        program = Virtualized(source);
        return program.Substitute();
    }

    internal static Emitted Virtualized(string source, OptimizationLevel optimization = OptimizationLevel.Release) =>
        Emitted.Of(Twins.Virtualized(Usings + source, optimization));

    internal static Emitted Plain(string source, OptimizationLevel optimization = OptimizationLevel.Release) =>
        Emitted.Of(Twins.Plain(Usings + source, optimization));
}
