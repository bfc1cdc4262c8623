using System.Net.Sockets;

namespace Vimage.Wormholes.Tests;

/// <summary>Wormholes between processes.</summary>
public sealed class SharedWormholeTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{TestVnet.NewName()}-{Environment.ProcessId}.sock");
    private readonly Vnet _vnet = TestVnet.Create();
    private readonly WormholeListener _listener;

    public SharedWormholeTests() => _listener = WormholeListener.Listen(_path, _vnet, new WormholeOptions { Capacity = 4096 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Bytes_go_to_another_process_and_back()
    {
        await using PeerProcess peer = new("echo", _path);
        using SharedWormhole<WormholePipe> wormhole = await _listener.AcceptBytesAsync(Cancellation);
        byte[] sent = PipeTests.Pattern(1_000_000);
        Task<byte[]> reading = PipeTests.ReadAllAsync(wormhole.End.Input);
        await wormhole.End.Output.WriteAsync(sent, Cancellation);
        await wormhole.End.Output.CompleteAsync();
        Assert.Equal(sent, await reading);
        await peer.ExitAsync();
        Assert.Equal(sent.Length, wormhole.Forward.Received);
    }

    [Fact]
    public async Task Frames_go_to_another_process_and_back()
    {
        await using PeerProcess peer = new("frames", _path);
        using SharedWormhole<WormholeFrameEnd> wormhole = await _listener.AcceptFramesAsync(Cancellation);
        byte[] received = new byte[4096];
        for (int i = 1; i < 1500; i++)
        {
            byte[] sent = PipeTests.Pattern(i);
            await wormhole.End.SendAsync(sent, Cancellation);
            Assert.Equal(i, i % 2 == 0 ? wormhole.End.Receive(received, Cancellation) : await wormhole.End.ReceiveAsync(received, Cancellation));
            Assert.Equal(sent, received[..i]);
        }

        wormhole.End.Complete();
        Assert.Equal(0, await wormhole.End.ReceiveAsync(received, Cancellation));
        await peer.ExitAsync();
    }

    [Fact]
    public async Task Within_one_process_it_works_too_and_the_end_of_one_is_that_of_the_other()
    {
        Task<SharedWormhole<WormholePipe>> accepting = _listener.AcceptBytesAsync(Cancellation);
        using SharedWormhole<WormholePipe> connected = await WormholeConnector.ConnectBytesAsync(_path, TestVnet.Create(), cancellationToken: Cancellation);
        using SharedWormhole<WormholePipe> accepted = await accepting;
        await accepted.End.AsStream().WriteAsync("last"u8.ToArray(), Cancellation);
        accepted.Dispose();
        Assert.Equal("last"u8.ToArray(), await PipeTests.ReadAllAsync(connected.End.Input));
        Assert.Equal(
            WormholeEndReason.Closed,
            (await Assert.ThrowsAsync<WormholeClosedException>(async () => await connected.End.AsStream().WriteAsync("x"u8.ToArray(), Cancellation))).Reason);
    }

    [Fact]
    public async Task A_pause_and_a_revocation_hold_for_what_the_other_process_sends()
    {
        Task<SharedWormhole<WormholeFrameEnd>> accepting = _listener.AcceptFramesAsync(Cancellation);
        using SharedWormhole<WormholeFrameEnd> connected = await WormholeConnector.ConnectFramesAsync(_path, TestVnet.Create(), cancellationToken: Cancellation);
        using SharedWormhole<WormholeFrameEnd> accepted = await accepting;
        accepted.Pause();
        Assert.False(connected.End.TrySend("x"u8));
        ValueTask sending = connected.End.SendAsync("y"u8.ToArray(), Cancellation);
        accepted.Resume();
        await sending;
        accepted.Revoke();
        byte[] frame = new byte[10];
        Assert.Equal(1, accepted.End.TryReceive(frame));
        Assert.Throws<WormholeRevokedException>(() => accepted.End.Receive(frame, Cancellation));
        Assert.Throws<WormholeRevokedException>(() => connected.End.TrySend("z"u8));
    }

    [Fact]
    public async Task Each_side_throttles_what_it_sends_and_not_what_the_other_does()
    {
        VirtualTimeProvider time = new();
        Vnet opener = TestVnet.CreateParent(time: time);
        Task<SharedWormhole<WormholeFrameEnd>> accepting = _listener.AcceptFramesAsync(Cancellation);
        using SharedWormhole<WormholeFrameEnd> connected = await opener.RunAsync(() => WormholeConnector.ConnectFramesAsync(
            _path, TestVnet.CreateBelow(opener), new WormholeOptions { Throttle = new WormholeThrottle { MessagesPerSecond = 10 } }, Cancellation));
        using SharedWormhole<WormholeFrameEnd> accepted = await accepting;
        accepted.Throttle(default);
        Assert.True(connected.End.TrySend("1"u8));
        Assert.False(connected.End.TrySend("2"u8));
        Assert.True(accepted.End.TrySend("1"u8));
        Assert.True(accepted.End.TrySend("2"u8));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(connected.End.TrySend("2"u8));
    }

    [Fact]
    public async Task Who_has_no_quota_left_is_told_and_the_other_process_does_not_wait_for_ever()
    {
        Vnet poor = TestVnet.CreateParent(new Dictionary<string, long> { [WormholeQuota.Wormholes] = 0 });
        Task<SharedWormhole<WormholePipe>> accepting = _listener.AcceptBytesAsync(Cancellation);
        await Assert.ThrowsAsync<VnetQuotaException>(() => poor.RunAsync(
            () => WormholeConnector.ConnectBytesAsync(_path, TestVnet.CreateBelow(poor), cancellationToken: Cancellation)));
        using SharedWormhole<WormholePipe> accepted = await accepting;
        await Assert.ThrowsAsync<WormholeClosedException>(async () => await accepted.End.Input.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Who_wants_another_form_is_told_and_the_next_one_is_served()
    {
        Task<SharedWormhole<WormholePipe>> accepting = _listener.AcceptBytesAsync(Cancellation);
        WormholeException refused = await Assert.ThrowsAsync<WormholeException>(
            () => WormholeConnector.ConnectFramesAsync(_path, TestVnet.Create(), cancellationToken: Cancellation));
        Assert.Equal("EPROTOTYPE", refused.Errno);
        using (Socket stranger = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await stranger.ConnectAsync(new UnixDomainSocketEndPoint(_path), Cancellation);
            await stranger.SendAsync(new byte[] { 7 }, Cancellation);
        }

        using SharedWormhole<WormholePipe> connected = await WormholeConnector.ConnectBytesAsync(_path, TestVnet.Create(), cancellationToken: Cancellation);
        using SharedWormhole<WormholePipe> accepted = await accepting;
        Assert.Equal(WormholeState.Open, accepted.State);
    }

    [Fact]
    public async Task What_listens_and_is_no_listener_is_found_out() =>
        Assert.IsType<InvalidDataException>(await RefusalAsync(static socket => socket.SendAsync(new byte[64], Cancellation).AsTask()));

    [Theory]
    [InlineData(1000)]
    [InlineData(1 << 30)]
    [InlineData(int.MinValue)]
    public async Task Rings_that_nobody_can_have_made_are_not_opened(int capacity) =>
        Assert.IsType<InvalidDataException>(await RefusalAsync(socket => OfferAbsentAsync(socket, capacity)));

    [Fact]
    public async Task Memory_that_two_processes_do_not_share_is_named() =>
        Assert.IsType<FileNotFoundException>(await RefusalAsync(static socket => OfferAbsentAsync(socket, 4096)));

    [Fact]
    public async Task Who_listens_and_hangs_up_is_told_apart_from_nobody()
    {
        Assert.Equal("ECONNRESET", Assert.IsType<WormholeException>(await RefusalAsync(static _ => Task.CompletedTask)).Errno);
        await Assert.ThrowsAsync<SocketException>(() => WormholeConnector.ConnectBytesAsync($"{_path}.other", _vnet, cancellationToken: Cancellation));
    }

    [Fact]
    public void What_a_killed_process_has_left_goes_when_the_next_one_listens()
    {
        string abandoned = SharedFile.NewPath();
        string inUse = SharedFile.NewPath();
        SharedFile.Create(abandoned, 1).Dispose();
        SharedFile.Create(inUse, 1).Dispose();
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddMinutes(-5));
        WormholeListener.Listen($"{_path}.other", _vnet).Dispose();
        Assert.False(File.Exists(abandoned));
        Assert.True(File.Exists(inUse));
        File.Delete(inUse);
    }

    [Fact]
    public void More_than_a_process_can_map_is_refused_before_anybody_listens()
    {
        string path = $"{_path}.other";
        Assert.Throws<ArgumentOutOfRangeException>(() => WormholeListener.Listen(path, _vnet, new WormholeOptions { Capacity = 1 << 30 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => WormholeListener.Listen(path, _vnet, new WormholeOptions { Capacity = -1 }));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Only_a_vnet_at_or_below_the_current_one_can_be_reached()
    {
        Assert.Throws<VnetPermissionException>(() => TestVnet.Create().Run(() => WormholeListener.Listen($"{_path}.x", _vnet)));
        await Assert.ThrowsAsync<VnetPermissionException>(
            () => TestVnet.Create().RunAsync(() => WormholeConnector.ConnectBytesAsync(_path, _vnet, cancellationToken: Cancellation)));
    }

    [Fact]
    public void Its_socket_is_the_owners_alone_and_goes_with_it()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        }

        _listener.Dispose();
        Assert.False(File.Exists(_path));
    }

    private static Task<SystemException> OfferAbsentAsync(Socket socket, int capacity) => Assert.ThrowsAnyAsync<SystemException>(
        () => SharedOffer.MakeAsync(socket, new SharedOffer(SharedForm.Bytes, capacity, SharedFile.NewPath()), Cancellation));

    // What a connector is told when something else listens, which answers in its own way and hangs up.
    private async Task<Exception> RefusalAsync(Func<Socket, Task> answer)
    {
        string path = $"{_path}.other";
        using Socket other = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(path));
        other.Listen();
        Task<SharedWormhole<WormholePipe>> connecting = WormholeConnector.ConnectBytesAsync(path, _vnet, cancellationToken: Cancellation);
        using (Socket accepted = await other.AcceptAsync(Cancellation))
        {
            await answer(accepted);
        }

        Exception refusal = await Assert.ThrowsAnyAsync<Exception>(() => connecting);
        File.Delete(path);
        return refusal;
    }
}
