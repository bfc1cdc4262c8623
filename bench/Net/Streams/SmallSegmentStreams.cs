using System.ComponentModel;
using System.Diagnostics;
using Vimage.Bench.Harness;
using Vimage.Bench.Net.Linux;

namespace Vimage.Bench.Net.Streams;

/// <summary>An MTU of 1500 and a packet for every segment: between two vnets, and between two namespaces of the kernel.</summary>
internal static class SmallSegmentStreams
{
    private const string Own = "tcp-bulk-epair-mtu1500";
    private const string Kernel = "tcp-bulk-kernel-veth-mtu1500";
    private const long Bytes = 64L << 20;

    private static readonly Target s_target = Target.AtLeast(1);

    internal static IEnumerable<Row> Run(Effort effort)
    {
        using VnetPair pair = new(takesLargeSegments: false);
        if (WhyNot() is { } why)
        {
            Outcome alone = Rounds.Run(effort, (Own, () => Move(pair.Host)));
            return [Missing.Peer(Kernel, why), alone.Bitrate(Own).Without(Kernel, s_target)];
        }

        using KernelPair kernel = new(hasOffloads: false);
        Outcome outcome = Rounds.Run(effort, (Kernel, () => Move(kernel.Host)), (Own, () => Move(pair.Host)));
        return [outcome.Bitrate(Kernel), outcome.Bitrate(Own, Kernel, s_target)];
    }

    private static double Move(StreamHost host) => StreamContest.Use(host.Connect, static (a, b) => StreamWork.Move(a, b, Bytes));

    private static string? WhyNot()
    {
        if (NetworkNamespace.WhyNot() is { } why)
        {
            return why;
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo("ethtool", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return "takes the program ethtool";
        }
    }
}
