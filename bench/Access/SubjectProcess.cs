using System.Diagnostics;

namespace Vimage.Bench.Access;

/// <summary>An instance as a process of its own.</summary>
internal static class SubjectProcess
{
    /// <returns>Its exit code, which is 0.</returns>
    internal static int Live(string assembly)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [assembly]))!;
        process.WaitForExit();
        return process.ExitCode == 0
            ? process.ExitCode
            : throw new InvalidOperationException($"{Path.GetFileName(assembly)} ended with exit code {process.ExitCode}.");
    }
}
