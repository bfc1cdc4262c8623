using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Vimage.Hosting.Tests;

/// <summary>Services of a host that run in a vnet each.</summary>
public sealed class HostedServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_runs_in_its_vnet_from_its_beginning_to_its_end()
    {
        (Vnet a, Vnet b) = (Vnet.Root.CreateChild($"a{Guid.NewGuid():N}"), Vnet.Root.CreateChild($"b{Guid.NewGuid():N}"));
        Trace trace = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(trace).AddHostedServiceInVnet<Tracing>(a).AddHostedServiceInVnet<Tracing>(b);
        using (IHost host = builder.Build())
        {
            await host.StartAsync(Cancellation);
            await trace.Running.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
            await trace.Running.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
            await host.StopAsync(Cancellation);
        }

        Assert.Equal(["made", "run", "stopped"], trace.Of(a));
        Assert.Equal(["made", "run", "stopped"], trace.Of(b));
        Assert.Empty(trace.Of(Vnet.Root));
    }

    [Fact]
    public async Task One_whose_vnet_has_gone_does_not_keep_the_host_from_stopping()
    {
        Vnet vnet = Vnet.Root.CreateChild($"gone{Guid.NewGuid():N}");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(new Trace()).AddHostedServiceInVnet<Idle>(vnet);
        using IHost host = builder.Build();
        await host.StartAsync(Cancellation);
        await vnet.DestroyAsync();
        await host.StopAsync(Cancellation);
    }

    private sealed class Trace
    {
        private readonly List<(Vnet Vnet, string What)> _notes = [];

        internal SemaphoreSlim Running { get; } = new(0);

        internal void Note(string what)
        {
            lock (_notes)
            {
                _notes.Add((Vnet.Current, what));
            }
        }

        internal string[] Of(Vnet vnet)
        {
            lock (_notes)
            {
                return [.. _notes.Where(note => note.Vnet == vnet).Select(static note => note.What)];
            }
        }
    }

#pragma warning disable CA1812 // Made by the container.
    private sealed class Tracing : BackgroundService
    {
        private readonly Trace _trace;

        public Tracing(Trace trace)
        {
            _trace = trace;
            trace.Note("made");
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            _trace.Note("run");
            _trace.Running.Release();
            try
            {
                await Task.Delay(Timeout.Infinite, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                _trace.Note("stopped");
            }
        }
    }

    private sealed class Idle : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("Its vnet has gone.");
    }
#pragma warning restore CA1812
}
