using System.Diagnostics;
using System.Reflection;
using Vimage.Bench.Access;
using Vimage.Bench.Analyzers;
using Vimage.Bench.Documents;
using Vimage.Bench.Generator;
using Vimage.Bench.Harness;
using Vimage.Bench.Hosting;
using Vimage.Bench.Lifecycle;
using Vimage.Bench.Net;
using Vimage.Bench.Proof;
using Vimage.Bench.Rename;
using Vimage.Bench.Wormhole;

namespace Vimage.Bench;

/// <summary>The command line: a suite to measure, or the page to write from what was measured.</summary>
internal static class CommandLine
{
    private const int Done = 0;
    private const int No = 1;
    private const int BadInput = 2;

    private static readonly ISuite[] s_suites =
    [
        new AccessSuite(),
        new AnalyzersSuite(),
        new GeneratorSuite(),
        new HostingSuite(),
        new LifecycleSuite(),
        new NetSuite(),
        new ProofSuite(),
        new RenameSuite(),
        new WormholeSuite(),
    ];

    /// <returns>The exit code: 0 done, 1 the page is out of date, 2 bad input.</returns>
    internal static int Run(string[] args, TextWriter errors)
    {
        try
        {
            return args switch
            {
                ["docs"] => WriteDocument(),
                ["docs", "--check"] => CheckDocument(errors),
                [var name, .. var options] when Find(name) is { } suite => Measure(suite, options),
                _ => throw new BadInputException(args.Length == 0 ? "Which suite?" : $"There is no suite '{args[0]}'."),
            };
        }
        catch (BadInputException fault)
        {
            errors.WriteLine(fault.Message);
            WriteUsage(errors);
            return BadInput;
        }
    }

    private static ISuite? Find(string name) => Array.Find(s_suites, suite => suite.Name == name);

    private static int Measure(ISuite suite, string[] options)
    {
        string? json = null;
        List<string> inputs = [];
        Effort effort = Effort.Full;
        for (int i = 0; i < options.Length; i++)
        {
            switch (options[i])
            {
                case "--short":
                    effort = Effort.Short;
                    break;
                case "--json" when i + 1 < options.Length:
                    json = options[++i];
                    ThrowUnlessInFolder(json);
                    break;
                case "--input" when i + 1 < options.Length && suite.InputForm is not null:
                    inputs.Add(options[++i]);
                    break;
                default:
                    throw new BadInputException($"'{options[i]}' is no option, or lacks its value.");
            }
        }

        ThrowUnlessOptimised();
        Report report = new(suite.Name, Machine.Describe(), Show(suite, effort, inputs));
        if (json is not null)
        {
            ReportFile.Write(json, report);
        }

        return Done;
    }

    private static List<ReportRow> Show(ISuite suite, Effort effort, List<string> inputs)
    {
        Console.WriteLine($"{suite.Name}: {suite.Summary}");
        Console.WriteLine(Machine.Describe());
        Console.WriteLine();
        Table.WriteHead(Console.Out);
        List<ReportRow> rows = [];
        foreach (Row row in suite.Run(effort, inputs))
        {
            rows.Add(ReportRow.Of(row));
            Table.Write(Console.Out, rows[^1]);
        }

        Console.WriteLine();
        Console.WriteLine($"{rows.Count(static row => row.Met == true)} targets met, {rows.Count(static row => row.Met == false)} not met");
        return rows;
    }

    private static int WriteDocument()
    {
        File.WriteAllText(BenchmarksPage.Path, BenchmarksPage.Render());
        WormholePlots.Write();
        return Done;
    }

    private static int CheckDocument(TextWriter errors)
    {
        if (File.Exists(BenchmarksPage.Path) && File.ReadAllText(BenchmarksPage.Path) == BenchmarksPage.Render())
        {
            return Done;
        }

        errors.WriteLine($"{BenchmarksPage.Path} is not what the files in {BenchmarksPage.Results} say. Write it again with: docs");
        return No;
    }

    private static void ThrowUnlessOptimised()
    {
        if (typeof(CommandLine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            throw new BadInputException("Figures of a debug build mean nothing. Run it with: dotnet run -c Release --project bench -- SUITE");
        }
    }

    // Before measuring for minutes.
    private static void ThrowUnlessInFolder(string file)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (!Directory.Exists(folder))
        {
            throw new BadInputException($"There is no folder '{folder}' to write {Path.GetFileName(file)} to. Create it first.");
        }
    }

    private static void WriteUsage(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("bench SUITE [--json FILE] [--short]    measure");
        output.WriteLine("bench docs [--check]                   write the page, or check it, from the files in bench/results");
        output.WriteLine();
        output.WriteLine("Suites:");
        foreach (ISuite suite in s_suites)
        {
            output.WriteLine($"  {suite.Name,-12} {suite.Summary}");
            if (suite.InputForm is not null)
            {
                output.WriteLine($"  {"",-12} [--input {suite.InputForm}]...");
            }
        }
    }
}
