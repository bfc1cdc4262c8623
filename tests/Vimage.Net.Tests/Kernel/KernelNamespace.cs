using System.Diagnostics;
using System.Globalization;

namespace Vimage.Net.Tests;

/// <summary>A network namespace of the Linux kernel with a TAP device in it, and a vnet at the other end.</summary>
internal sealed class KernelNamespace : IDisposable
{
    internal const string KernelAddress = "10.99.0.1";
    internal const string OwnAddress = "10.99.0.2";
    internal const string KernelAddress6 = "fd99::1";
    internal const string OwnAddress6 = "fd99::2";

    private const string Device = "tap0";

    private static int s_last;

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"vimage{Environment.ProcessId}n{Interlocked.Increment(ref s_last)}");

    internal KernelNamespace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "The Linux kernel as a peer takes Linux and root.");
        Assert.SkipUnless(File.Exists("/dev/net/tun"), "The Linux kernel as a peer takes /dev/net/tun.");
        Assert.SkipUnless(Find("ip") is not null, "The Linux kernel as a peer takes the program 'ip' (package iproute2).");
        Must("ip", "netns", "add", _name);
        Must("ip", "-n", _name, "tuntap", "add", "dev", Device, "mode", "tap");
        Must("ip", "-n", _name, "addr", "add", $"{KernelAddress}/24", "dev", Device);
        Must("ip", "-n", _name, "addr", "add", $"{KernelAddress6}/64", "dev", Device, "nodad");
        Must("ip", "-n", _name, "link", "set", Device, "up");
        Must("ip", "-n", _name, "link", "set", "lo", "up");
    }

    /// <summary>Makes the vnet's end, in the current vnet.</summary>
    internal Tap OpenTap()
    {
#pragma warning disable CA1416 // The constructor skips the test elsewhere.
        return Tap.Open(Device, _name);
#pragma warning restore CA1416
    }

    internal static string? Find(string program) =>
        ((string[])["/usr/bin", "/usr/sbin", "/bin", "/sbin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Skips the test where a program is missing.</summary>
    internal static void Need(string program) => Assert.SkipUnless(Find(program) is not null, $"Takes the program '{program}'.");

    /// <summary>Sets variables of the namespace: <c>name=value</c>, with blanks between them.</summary>
    internal void Set(string settings)
    {
        foreach (string setting in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            (int exitCode, string output) = Run("sysctl", "-w", setting);
            Assert.SkipUnless(exitCode == 0, $"The kernel does not take '{setting}': {output}");
        }
    }

    /// <summary>Lets the kernel lose one of so many packets that come in, and of those that go out.</summary>
    internal void Lose(int every)
    {
        Need("iptables");
        string[] chosen = ["-m", "statistic", "--mode", "nth", "--every", $"{every}", "--packet", $"{every - 1}", "-j"];

        // Whoever sends is told of what a filter drops; by way of lo, where nobody has the address, it disappears.
        foreach (string[] command in (string[][])
        [
            ["iptables", "-A", "INPUT", .. chosen, "DROP"],
            ["iptables", "-t", "mangle", "-A", "OUTPUT", .. chosen, "MARK", "--set-mark", "1"],
            ["ip", "rule", "add", "fwmark", "1", "table", "100"],
            ["ip", "route", "add", OwnAddress, "dev", "lo", "table", "100"],
        ])
        {
            (int exitCode, string output) = Run(command[0], command[1..]);
            Assert.SkipUnless(exitCode == 0, $"The kernel cannot lose packets: {output}");
        }
    }

    /// <summary>Starts a program in the namespace that ends when it is disposed of.</summary>
    internal Background Begin(string program, params string[] arguments) => new(Open("ip", ["netns", "exec", _name, PathOf(program), .. arguments]));

    /// <summary>Runs a program in the namespace.</summary>
    internal (int ExitCode, string Output) Run(string program, params string[] arguments) => Start("ip", ["netns", "exec", _name, PathOf(program), .. arguments]);

    public void Dispose() => Start("ip", ["netns", "delete", _name]);

    internal static (int ExitCode, string Output) Start(string program, params string[] arguments)
    {
        using Process process = Open(program, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    // The system's, and not what else may come first on the path: it brings the modules that the tests take.
    private static string PathOf(string program) => Find(program) ?? throw new FileNotFoundException($"The test takes the program '{program}'.");

    private static Process Open(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(PathOf(program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static void Must(string program, params string[] arguments)
    {
        (int exitCode, string output) = Start(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}");
    }

    /// <summary>A program that runs until the test has no use for it any more.</summary>
    internal sealed class Background(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
