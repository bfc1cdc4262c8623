// Everything that generated code and the runtime do, in a native, trimmed program that checks itself.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Vimage;

namespace Aot;

internal static class Program
{
    private const int Many = 100_000;

    private static readonly List<string> s_faults = [];
    private static int s_checks;

    private static async Task<int> Main()
    {
        Vnet a = Vnet.Root.CreateChild("a");
        Vnet b = Vnet.Root.CreateChild("b");
        CheckVariables(a, b);
        CheckGenerics(a, b);
        await CheckFlowAsync(a, b);
        await CheckWormholesAsync(a, b);
        await CheckLifecycleAsync(a, b);
        await CheckManyAsync();
        await CheckNetworkAsync();

        // Only a runtime that loads assemblies is told where they are.
        string kind = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null ? "compiled ahead of time" : "compiled just in time";
        Console.WriteLine(s_faults.Count == 0
            ? $"{kind}: {s_checks} checks passed, {Many:N0} vnets lived at once"
            : $"{kind}: {s_faults.Count} of {s_checks} checks failed: {string.Join("; ", s_faults)}");
        return s_faults.Count == 0 ? 0 : 1;
    }

    private static async Task CheckNetworkAsync()
    {
        (string answer, TimeSpan after) = await Network.AskAsync();
        (_, TimeSpan again) = await Network.AskAsync();
        Check(answer, "Is anybody there?", "answer over a network");
        Check(again, after, "virtual time that it took");
    }

    private static async Task CheckWormholesAsync(Vnet a, Vnet b)
    {
        Check(await Passages.SumAsync(a, b), 5_000_050_000L, "messages through a wormhole");
        Check(Passages.PassBuffer(a, b), "bytes, not the sender's", "a buffer through a wormhole");
        Check(await Passages.SumOfManySendersAsync(a, b), 10_000_100_000L, "messages of two senders through a wormhole");
        Check(await Texts.SendAsync(a, b), "text, stream, frame, text, frame", "bytes and frames through wormholes");
        Check(Passages.CollapseAndRevoke(a, b), "1, 2, EPERM", "two wormholes that became one, and were revoked");
    }

    private static void CheckVariables(Vnet a, Vnet b)
    {
        int heard = 0;
        using (CURVNET_SET(a))
        {
            Meter.Read += value => heard += value;
            Meter.Add(4);
            Meter.Add(5);
            Meter.AddMany(value: 1, times: 100);
            Meter.Rename("MWh");
        }

        b.Run(() => Meter.Add(7));
        Meter.Add(1);

        using (a.Enter())
        {
            Check(Meter.V_readings, 102, "field");
            Check(Meter.Total, 109L, "field by reference");
            Check(string.Join(" ", Meter.V_buckets), "0 1 1", "array with an initializer");
            Check(Meter.Unit, "MWh", "property that was set");
        }

        using (b.Enter())
        {
            Check(Meter.V_readings, 1, "field elsewhere");
            Check(Meter.Total, 7L, "field by reference elsewhere");
            Check(string.Join(" ", Meter.V_buckets), "0 1 0", "array elsewhere");
            Check(Meter.Unit, "kWh/s", "property with an initializer");
        }

        Check(heard, 9, "event");
        Check($"{Meter.V_readings} {Meter.Total} {Meter.Unit}", "1 1 kWh/s", "the root");
    }

    private static void CheckGenerics(Vnet a, Vnet b)
    {
        a.Run(() => Latest<string>.Set("x"));
        b.Run(() => Latest<DateOnly>.Set(DateOnly.MaxValue));
        a.Run(() => Check($"{Latest<string>.V_value} {Latest<string>.V_changes} {Latest<DateOnly>.V_changes}", "x 2 1", "generic"));
        b.Run(() => Check(
            $"{Latest<string>.V_value} {Latest<string>.V_changes} {Latest<DateOnly>.V_value.Year}", " 1 9999", "generic elsewhere"));
    }

    private static async Task CheckFlowAsync(Vnet a, Vnet b)
    {
        string[] names = await Task.WhenAll(new[] { a, b, a, b }.Select(vnet => vnet.RunAsync(async () =>
        {
            await Task.Yield();
            Meter.Rename($"unit of {Vnet.Current.Name}");
            await Task.Delay(1);
            return await Task.Run(static () => Meter.Unit);
        })));
        Check(string.Join(", ", names), "unit of a, unit of b, unit of a, unit of b", "flow across await and tasks");
        Check(Vnet.Current, Vnet.Root, "current after the flow");
    }

    private static async Task CheckLifecycleAsync(Vnet a, Vnet b)
    {
        List<string> journal = a.Run(static () => Journal.V_lines);
        VnetTeardownReport report = await a.DestroyAsync();
        Check(report.IsClean, true, "clean teardown");
        Check(
            string.Join(", ", journal), "journal of a, meter started, meter stopped, journal closed", "order of init and uninit");
        Check(b.Run(static () => Journal.V_lines.Count), 2, "hooks elsewhere");
        try
        {
            a.Enter().Dispose();
            Check("entered", "refused", "a destroyed vnet");
        }
        catch (ObjectDisposedException refused)
        {
            Check(refused.ObjectName, "a", "a destroyed vnet");
        }
    }

    private static async Task CheckManyAsync()
    {
        Vnet[] vnets = [.. Enumerable.Range(0, Many).Select(static index => Vnet.Root.CreateChild($"many{index}"))];
        for (int i = 0; i < Many; i++)
        {
            using (vnets[i].EnterSync())
            {
                Meter.Add(i);
            }
        }

        Check(vnets.Sum(static vnet => vnet.Run(static () => Meter.Total)), Many * (Many - 1L) / 2, "many vnets");
        foreach (Vnet vnet in vnets)
        {
            _ = await vnet.DestroyAsync();
        }

        Check(string.Join(" ", Vnet.All), "vnet0 b", "vnets left");
    }

    private static void Check<T>(T actual, T expected, string what)
    {
        s_checks++;
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            s_faults.Add($"{what}: expected '{expected}', got '{actual}'");
        }
    }
}
