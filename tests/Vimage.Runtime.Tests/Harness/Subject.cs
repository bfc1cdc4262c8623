using System.Diagnostics;

namespace Vimage.Runtime.Tests;

/// <summary>The subject program, which has strict mode and debugging on.</summary>
internal static class Subject
{
    internal static async Task<string> Run(string scenario)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "companions", "Vimage.Runtime.Subject.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, scenario]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}\n{output}");
        return output;
    }
}
