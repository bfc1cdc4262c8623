using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Vimage.Admin.Protocol;

namespace Vimage.Bench.Hosting;

/// <summary>A process of its own with many vnets, and a connection with it.</summary>
internal sealed class AdminHost : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"vimage-{Guid.NewGuid():N}");
    private readonly Process _process;
    private readonly AdminConnection _connection;

    internal AdminHost(int count)
    {
        string program = typeof(AdminHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static each => each.Key == nameof(AdminHost)).Value!;
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, count.ToString(CultureInfo.InvariantCulture), _directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string socket = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process has ended before it listened.");
        _connection = AdminConnection.ConnectAsync(socket).Result;
    }

    /// <summary>Gets the time on processors that the process has taken since it began.</summary>
    internal TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Asks for all vnets, as <c>vimage ls</c> and <c>vimage top</c> do.</summary>
    internal int List() => _connection.Process.ListAsync(".", recursive: true).Result.Count;

    public void Dispose()
    {
        _connection.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
