using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage top</c>: which vnets use the processors now? (FreeBSD: <c>top(1)</c>.)</summary>
internal static class TopCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Option<double> interval = new("--interval", "-s") { Description = "Seconds between two looks.", DefaultValueFactory = static _ => 1, HelpName = "seconds" };
        Option<int?> count = new("--count", "-d") { Description = "How many looks; until it is interrupted unless given.", HelpName = "number" };
        Option<int> lines = new("--lines", "-n") { Description = "How many vnets.", DefaultValueFactory = static _ => 20, HelpName = "number" };
        interval.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.1 and <= 3600))
            {
                result.AddError("--interval takes 0.1 to 3600 seconds.");
            }
        });
        Command command = new("top", "Shows the vnets that use the processors most, again and again.") { interval, count, lines, verbs.Inside };
        return verbs.Make(command, (result, process, cancellation) => RunAsync(
            process, TimeSpan.FromSeconds(result.GetValue(interval)), result.GetValue(count) ?? int.MaxValue, result.GetValue(lines), cancellation));
    }

    private static async Task<int> RunAsync(RunningProcess process, TimeSpan interval, int count, int lines, CancellationToken cancellation)
    {
        string vnet = process.Resolve(null);
        Dictionary<string, double> before = await ReadCpuAsync(process, vnet);
        long start = Stopwatch.GetTimestamp();
        try
        {
            for (int i = 0; i < count; i++)
            {
                await Task.Delay(interval, cancellation);
                IReadOnlyList<VnetEntry> vnets = await process.Vnets.ListAsync(vnet, recursive: true);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                start = Stopwatch.GetTimestamp();
                if (process.Terminal.OutWidth is not null)
                {
                    process.Terminal.OutConsole.Clear();
                }

                await WriteAsync(process, vnets, before, seconds, lines);
                before = vnets.ToDictionary(static each => each.Path, static each => each.CpuSeconds);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        return 0;
    }

    private static async Task WriteAsync(RunningProcess process, IReadOnlyList<VnetEntry> vnets, Dictionary<string, double> before, double seconds, int lines)
    {
        VnetEntry top = vnets[0];
        await process.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{vnets.Count} vnets, {vnets.Sum(static each => each.Sockets)} sockets, {vnets.Sum(static each => each.Tasks)} tasks; load averages of {top.Path}: {top.Load1:0.00} {top.Load5:0.00} {top.Load15:0.00}"));
        TextTable table = new("VNET", ">%CPU", ">TIME", ">RUN", ">LOAD1", ">IFS", ">SOCKS", ">TASKS");
        foreach ((VnetEntry each, double cpu) in vnets
            .Select(each => (each, Cpu: before.TryGetValue(each.Path, out double earlier) ? Math.Max(0, each.CpuSeconds - earlier) / seconds * 100 : 0))
            .OrderByDescending(static each => each.Cpu)
            .ThenBy(static each => each.each.Path, StringComparer.Ordinal)
            .Take(lines))
        {
            table.Add(
                each.Path,
                cpu.ToString("0.0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{each.CpuSeconds:0.00}s"),
                $"{each.Runnable}",
                each.Load1.ToString("0.00", CultureInfo.InvariantCulture),
                $"{each.Interfaces}",
                $"{each.Sockets}",
                $"{each.Tasks}");
        }

        await table.WriteAsync(process.Out);
    }

    private static async Task<Dictionary<string, double>> ReadCpuAsync(RunningProcess process, string vnet) =>
        (await process.Vnets.ListAsync(vnet, recursive: true)).ToDictionary(static each => each.Path, static each => each.CpuSeconds);
}
