using System.Globalization;

namespace Vimage.Proof;

/// <summary>Writes what a comparison has found as text.</summary>
public static class TextReport
{
    /// <summary>Writes verdict, counts, and what differs.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="result">What was found.</param>
    /// <param name="options">How much of it; not more than twenty listings, if not given.</param>
    public static void Write(TextWriter writer, ProofResult result, TextReportOptions? options = null)
    {
        options ??= new TextReportOptions();
        writer.WriteLine($"{Say(result.Verdict)}: {result.Methods.Count} methods of");
        writer.WriteLine($"  before  {result.BeforePath}");
        writer.WriteLine($"  after   {result.AfterPath}");
        if (result.Levels.HasFlag(ProofLevels.Il))
        {
            WriteCounts(writer, "IL", Enum.GetValues<IlGrade>().Select(grade => (Say(grade), result.Count(grade))));
        }

        if (result.Levels.HasFlag(ProofLevels.MachineCode))
        {
            WriteCounts(writer, "machine code", Enum.GetValues<MachineCodeGrade>().Select(grade => (Say(grade), result.Count(grade))));
        }

        if (result.Added.Count > 0)
        {
            WriteCounts(writer, "added after", result.Added
                .CountBy(static method => method.By)
                .OrderBy(static each => each.Key)
                .Select(static each => (Say(each.Key), each.Value)));
        }

        WriteDetails(writer, result, options);
    }

    private static void WriteCounts(TextWriter writer, string what, IEnumerable<(string Name, int Count)> counts) =>
        writer.WriteLine($"  {what}: {string.Join(", ", counts.Where(static each => each.Count > 0)
            .Select(static each => string.Create(CultureInfo.InvariantCulture, $"{each.Count} {each.Name}")))}");

    private static void WriteDetails(TextWriter writer, ProofResult result, TextReportOptions options)
    {
        foreach (AddedMethod added in result.Added.Where(static method => method.By == AddedBy.Program))
        {
            writer.WriteLine($"\nonly after: {added.Name}");
        }

        int left = options.MaxListings;
        foreach (DeclarationDifference type in result.Declarations)
        {
            writer.WriteLine($"\ndeclared differently: {type.Type}");
            WriteDifference(type.Before, type.After);
        }

        foreach (MethodComparison method in result.Methods
            .Where(static method => method.Differs || method.MachineCode == MachineCodeGrade.NotListed))
        {
            writer.WriteLine($"\n{method.Name}");
            writer.WriteLine($"  IL: {Say(method.Il.Grade)}");
            WriteDifference(method.Il.Before, method.Il.After);
            foreach (CodeComparison code in method.Code.Where(static code => code.Grade is not MachineCodeGrade.NotCompared))
            {
                string of = code.Instantiation.Length > 0 ? $" for {code.Instantiation}" : "";
                string reason = code.Reason.Length > 0 ? $": {code.Reason}" : "";
                writer.WriteLine($"  machine code{of}: {Say(code.Grade)}{reason}");
                WriteDifference(code.Before, code.After);
            }
        }

        void WriteDifference(IReadOnlyList<string> before, IReadOnlyList<string> after)
        {
            if (before.Count + after.Count == 0 || left-- <= 0)
            {
                return;
            }

            IReadOnlyList<DiffRow> rows = ListingDiff.Compute(before, after);
            foreach (string line in options.SideBySideWidth is { } width ? DiffText.SideBySide(rows, width) : DiffText.Unified(rows))
            {
                writer.WriteLine($"    {line}");
            }
        }
    }

    private static string Say(ProofVerdict verdict) => verdict switch
    {
        ProofVerdict.ZeroDifference => "ZERO DIFFERENCE",
        ProofVerdict.Incomplete => "INCOMPLETE, no difference found",
        _ => "DIFFERENT",
    };

    private static string Say(AddedBy by) => by switch
    {
        AddedBy.Vimage => "by Vimage",
        AddedBy.Compiler => "by the compiler",
        _ => "by the program",
    };

    private static string Say(IlGrade grade) => grade switch
    {
        IlGrade.NoBody => "without a body",
        IlGrade.Identical => "identical",
        IlGrade.IdenticalModuloNops => "identical modulo nops",
        IlGrade.Different => "different",
        IlGrade.Missing => "missing after",
        _ => "not compared",
    };

    private static string Say(MachineCodeGrade grade) => grade switch
    {
        MachineCodeGrade.NoBody => "without a body",
        MachineCodeGrade.Identical => "identical",
        MachineCodeGrade.Different => "different",
        MachineCodeGrade.NotListed => "not listed",
        MachineCodeGrade.Missing => "missing after",
        _ => "not compared",
    };
}
