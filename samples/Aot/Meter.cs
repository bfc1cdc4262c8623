using System;
using System.Threading;
using Vimage;

namespace Aot;

/// <summary>One of each kind of virtualized variable.</summary>
[VnetModule("meter", DependsOn = ["journal"])]
internal static partial class Meter
{
    [Virtualized] internal static int readings;

    /// <summary>An initializer that each vnet runs for itself.</summary>
    [Virtualized] internal static readonly int[] buckets = { 0, 0, 0 };

    [Virtualized(ByRef = true)] private static long total;

    [Virtualized] internal static partial string Unit { get; private set; } = Default.Unit + "/s";

    [Virtualized] internal static partial event Action<int>? Read;

    internal static long Total => Interlocked.Read(ref V_total);

    internal static void Add(int value)
    {
        V_readings++;
        V_buckets[value % V_buckets.Length]++;
        Interlocked.Add(ref V_total, value);
        V_Read?.Invoke(value);
    }

    internal static void Rename(string unit) => Unit = unit;

    /// <summary>Adds the same value several times, over a state that is looked up once.</summary>
    internal static void AddMany(int value, int times)
    {
        var meter = INIT_VNET_METER(curvnet);
        for (int i = 0; i < times; i++)
        {
            meter.V_readings++;
            meter.V_total += value;
        }
    }

    [VnetInit]
    private static void Start() => Journal.V_lines.Add("meter started");

    [VnetUninit]
    private static void Stop() => Journal.V_lines.Add("meter stopped");
}
