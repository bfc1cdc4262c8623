using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Tests;

/// <summary>The end point in a host.</summary>
public sealed class HostTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"vimage-{Guid.NewGuid():N}");
    private readonly Lines _lines = new();

    public void Dispose()
    {
        _lines.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task It_is_there_while_the_host_runs()
    {
        using IHost host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        string socket = Assert.Single(Directory.GetFiles(_directory));
        using (AdminConnection connection = await AdminConnection.ConnectAsync(socket, TestContext.Current.CancellationToken))
        {
            Assert.Equal(Environment.ProcessId, (await connection.Process.HelloAsync(AdminProtocol.Version)).ProcessId);
        }

        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFiles(_directory));
        Assert.Contains(_lines.All, line => line == $"Information Vimage: Vnets can be seen and steered at {socket}");
    }

    [Fact]
    public async Task Teardowns_that_are_not_clean_are_warnings_in_its_log()
    {
        using IHost host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        string name = $"host-{Guid.NewGuid():N}";
        Vnet vnet = Vnet.Root.CreateChild(name);
        vnet.Own(new Stuck());
        await vnet.DestroyAsync();
        await Vnet.Root.CreateChild($"clean-{name}").DestroyAsync();
        await host.StopAsync(TestContext.Current.CancellationToken);
        string line = Assert.Single(_lines.All, each => each.Contains(name, StringComparison.Ordinal));
        Assert.StartsWith($"Warning Vimage: Vnet '{name}': not clean", line, StringComparison.Ordinal);
    }

    private IHost Build()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(_lines);
        builder.Services.AddVimage().AddAdmin(new VimageAdminOptions { Directory = _directory });
        return builder.Build();
    }

    private sealed class Stuck : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("It is stuck.");
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly string _category = "";

        internal ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Lines(All, categoryName);

        internal Lines()
        {
        }

        private Lines(ConcurrentQueue<string> all, string category) => (All, _category) = (all, category);

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{logLevel} {_category}: {formatter(state, exception)}");
    }
}
