using System.ComponentModel;
using Vimage.Bench.Harness;
using Vimage.Bench.Net.Linux;

namespace Vimage.Bench.Net.Streams;

/// <summary>An MTU of 1500 and a packet for every segment: between two vnets, and between two namespaces of the kernel.</summary>
internal static class SmallSegments
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
            Outcome alone = Loopback.Rounds(Own + "-again", Own, effort, pair.Host, pair.Host, Move);
            return [Missing.Peer(Kernel, why), alone.Bitrate(Own).Without(Kernel, s_target)];
        }

        using KernelPair kernel = new(hasOffloads: false);
        Outcome outcome = Loopback.Rounds(Kernel, Own, effort, kernel.Host, pair.Host, Move);
        return [outcome.Bitrate(Kernel), outcome.Bitrate(Own, Kernel, s_target)];
    }

    private static double Move(StreamHost host) => Loopback.Use(host, static (a, b) => StreamWork.Move(a, b, Bytes));

    private static string? WhyNot()
    {
        if (NetworkNamespace.WhyNot() is { } why)
        {
            return why;
        }

        try
        {
            System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("ethtool", "--version") { RedirectStandardOutput = true })!.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return "takes the program ethtool";
        }
    }
}
