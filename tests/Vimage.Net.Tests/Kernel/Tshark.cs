namespace Vimage.Net.Tests;

/// <summary>The judge of what a vnet and the kernel have said to each other.</summary>
internal static class Tshark
{
    /// <summary>Lets it look for malformed packets, wrong checksums and errors; and count, so that it has seen something.</summary>
    internal static void AssertFaultless(string file, string counted, int least)
    {
        Assert.SkipUnless(KernelNamespace.Find("tshark") is not null, "The judge is the program 'tshark'.");

        // The kernel leaves checksums of TCP to the link.
        foreach (string filter in (string[])
        [
            "ip.checksum.status==0 || udp.checksum.status==0 || icmp.checksum.status==0 || icmpv6.checksum.status==0 || (tcp.checksum.status==0 && (ip.src==10.99.0.2 || ipv6.src==fd99::2))",
            "_ws.malformed || (_ws.expert.severity==\"Error\" && !(tcp.checksum.status==0 && (ip.src==10.99.0.1 || ipv6.src==fd99::1)))",
        ])
        {
            (int exitCode, string output) = KernelNamespace.Start(
                "tshark", "-r", file, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-Y", filter);
            Assert.True(exitCode == 0, output);
            Assert.DoesNotContain(output.Split('\n'), static line => line.Contains("10.99.0.", StringComparison.Ordinal) || line.Contains("fd99::", StringComparison.Ordinal));
        }

        (_, string all) = KernelNamespace.Start("tshark", "-r", file, "-Y", counted);
        Assert.True(all.Split('\n').Length > least, $"The judge has seen too few of '{counted}'.");
    }
}
