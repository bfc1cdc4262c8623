using System.Diagnostics;

namespace PageServer;

/// <summary>A network namespace of the Linux kernel, made by the program <c>ip</c>, and deleted when disposed.</summary>
internal sealed class KernelNamespace : IDisposable
{
    internal KernelNamespace(string name)
    {
        Name = $"{name}-{Environment.ProcessId}";
        Must("netns", "add", Name);
    }

    internal string Name { get; }

    /// <summary>Runs <c>ip</c> in the namespace.</summary>
    internal void Ip(string arguments) => Must(["-n", Name, .. arguments.Split(' ')]);

    /// <summary>Runs a program in the namespace, and returns its exit code.</summary>
    internal int Run(params string[] command) => Start(["netns", "exec", Name, .. command]);

    public void Dispose() => Start(["netns", "delete", Name]);

    private static void Must(params string[] arguments)
    {
        if (Start(arguments) != 0)
        {
            throw new InvalidOperationException($"'ip {string.Join(' ', arguments)}' has failed.");
        }
    }

    private static int Start(string[] arguments)
    {
        using Process process = Process.Start("ip", arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
