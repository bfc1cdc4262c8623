using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Vimage.Hosting.Tests;

/// <summary>gRPC over a vnet's own network. Its methods are written by hand: what a compiler of protocols makes would tell no more.</summary>
public sealed class GrpcTests : IAsyncLifetime
{
    private static readonly Method<string, string> s_count = NewMethod(MethodType.Unary, "Count");
    private static readonly Method<string, string> s_repeat = NewMethod(MethodType.DuplexStreaming, "Repeat");

    private readonly Link _link = new();
    private WebApplication? _application;
    private GrpcChannel? _channel;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _application = await Web.StartAsync(
            kestrel => kestrel.ListenInVnet(_link.Server, Link.ServerAddress, 80, static listen => listen.Protocols = HttpProtocols.Http2),
            static application => application.MapGrpcService<Service>(),
            static services => services.AddGrpc());
        _channel = GrpcChannel.ForAddress(Link.Url, new GrpcChannelOptions { HttpHandler = VnetHttp.CreateHandler(_link.Client) });
    }

    public async ValueTask DisposeAsync()
    {
        _channel!.Dispose();
        await _application!.DisposeAsync();
        await _link.DisposeAsync();
    }

    [Fact]
    public async Task Calls_are_answered_in_the_servers_vnet()
    {
        CallInvoker invoker = _channel!.CreateCallInvoker();
        Assert.Equal($"{_link.Server.Name} 1", await invoker.AsyncUnaryCall(s_count, null, new CallOptions(cancellationToken: Cancellation), ""));
        Assert.Equal($"{_link.Server.Name} 2", await invoker.AsyncUnaryCall(s_count, null, new CallOptions(cancellationToken: Cancellation), ""));
    }

    [Fact]
    public async Task Streams_go_both_ways_at_once()
    {
        using AsyncDuplexStreamingCall<string, string> call =
            _channel!.CreateCallInvoker().AsyncDuplexStreamingCall(s_repeat, null, new CallOptions(cancellationToken: Cancellation));
        for (int i = 0; i < 1000; i++)
        {
            string sent = new('x', i);
            await call.RequestStream.WriteAsync(sent, Cancellation);
            Assert.True(await call.ResponseStream.MoveNext(Cancellation));
            Assert.Equal(sent, call.ResponseStream.Current);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Cancellation));
    }

    private static Method<string, string> NewMethod(MethodType type, string name) =>
        new(type, "Test", name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    // What the compiler of protocols would make. The server finds the method of each name by itself, among those that are overridden.
    [BindServiceMethod(typeof(ServiceBase), nameof(Bind))]
    private abstract class ServiceBase
    {
        public static void Bind(ServiceBinderBase binder, ServiceBase? service)
        {
            binder.AddMethod(s_count, service is null ? null : new UnaryServerMethod<string, string>(service.Count));
            binder.AddMethod(s_repeat, service is null ? null : new DuplexStreamingServerMethod<string, string>(service.Repeat));
        }

        public abstract Task<string> Count(string request, ServerCallContext context);

        public abstract Task Repeat(IAsyncStreamReader<string> requests, IServerStreamWriter<string> responses, ServerCallContext context);
    }

#pragma warning disable CA1812 // Made by the container.
    private sealed class Service : ServiceBase
    {
        public override Task<string> Count(string request, ServerCallContext context) => Task.FromResult(Counter.Next());

        public override async Task Repeat(IAsyncStreamReader<string> requests, IServerStreamWriter<string> responses, ServerCallContext context)
        {
            await foreach (string request in requests.ReadAllAsync(context.CancellationToken))
            {
                await responses.WriteAsync(request);
            }
        }
    }
#pragma warning restore CA1812
}
