using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Vimage.Bench.Net.Linux;

/// <summary>A network namespace of the Linux kernel, made by the program <c>ip</c>; deleted when disposed.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    private const string Program = "ip";

    private static int s_last;

    internal NetworkNamespace()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"vimagebench{Environment.ProcessId}n{Interlocked.Increment(ref s_last)}");
        Must("netns", "add", Name);
    }

    internal string Name { get; }

    /// <summary>Returns why there can be none here; <see langword="null"/> if there can.</summary>
    internal static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "takes Linux"
        : !Environment.IsPrivilegedProcess ? "takes root"
        : Start("-Version") != 0 ? "takes the program ip (iproute2)"
        : Start("netns", "list") != 0 ? "the kernel makes no network namespaces"
        : null;

    /// <summary>Runs <c>ip</c> in the namespace.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal void Ip(string arguments) => Must(["-n", Name, .. arguments.Split(' ')]);

    /// <summary>Runs something in the namespace, on a thread for it alone: that is what is in a namespace.</summary>
    internal T Run<T>(Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        Thread visitor = new(() =>
        {
            try
            {
                Enter();
                result = work();
            }
#pragma warning disable CA1031 // Thrown again on the thread that waits.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                failure = thrown;
            }
        });
        visitor.Start();
        visitor.Join();
        return failure is null ? result! : throw new InvalidOperationException(failure.Message, failure);
    }

    public void Dispose() => _ = Start("netns", "delete", Name);

    private void Enter()
    {
        int descriptor = SystemCalls.Open($"/var/run/netns/{Name}", SystemCalls.CloseOnExec);
        if (descriptor < 0 || SystemCalls.SetNamespace(descriptor, SystemCalls.NewNetwork) < 0)
        {
            throw new Win32Exception();
        }

        _ = SystemCalls.Close(descriptor);
    }

    private static void Must(params string[] arguments)
    {
        if (Start(arguments) != 0)
        {
            throw new InvalidOperationException($"{Program} {string.Join(' ', arguments)} failed.");
        }
    }

    private static int Start(params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true })!;
            _ = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }
}
