using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vimage.Wormholes.Tests;

/// <summary>The ends of a wormhole of bytes as streams.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly ByteWormhole _wormhole = Wormhole.OpenBytes(TestVnet.Create(), TestVnet.Create(), new WormholeOptions { Capacity = 1024 });

    private Stream First => _wormhole.First.AsStream();

    private Stream Second => _wormhole.Second.AsStream();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _wormhole.Dispose();

    [Fact]
    public async Task What_is_written_is_read_in_order_in_any_pieces()
    {
        byte[] sent = PipeTests.Pattern(50_000);
        Task writing = Task.Run(() => First.Write(sent), Cancellation);
        byte[] received = new byte[sent.Length];
        await Second.ReadExactlyAsync(received, Cancellation);
        Assert.Equal(sent, received);
        await writing;
    }

    [Fact]
    public async Task A_read_of_nothing_waits_for_something_and_leaves_it()
    {
        ValueTask<int> nothing = Second.ReadAsync(Memory<byte>.Empty, Cancellation);
        Assert.False(nothing.IsCompleted);
        await First.WriteAsync("x"u8.ToArray(), Cancellation);
        Assert.Equal(0, await nothing);
        Assert.Equal(1, await Second.ReadAsync(new byte[10], Cancellation));
    }

    [Fact]
    public async Task Disposing_one_is_the_end_of_the_other_and_writing_to_it_fails()
    {
        await First.WriteAsync("bye"u8.ToArray(), Cancellation);
        await First.DisposeAsync();
        byte[] received = new byte[10];
        Assert.Equal(3, await Second.ReadAsync(received, Cancellation));
        Assert.Equal(0, await Second.ReadAsync(received, Cancellation));
        Assert.Equal(
            WormholeEndReason.Closed,
            (await Assert.ThrowsAsync<WormholeClosedException>(async () => await Second.WriteAsync(received, Cancellation))).Reason);
    }

    [Fact]
    public async Task Tls_goes_over_it()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=wormhole", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using SslStream server = new(Second);
        await using SslStream client = new(First, leaveInnerStreamOpen: false, (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString());
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Cancellation),
            client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "wormhole" }, Cancellation));
        byte[] sent = PipeTests.Pattern(100_000);
        Task writing = client.WriteAsync(sent, Cancellation).AsTask();
        byte[] received = new byte[sent.Length];
        await server.ReadExactlyAsync(received, Cancellation);
        Assert.Equal(sent, received);
        await writing;
    }
}
