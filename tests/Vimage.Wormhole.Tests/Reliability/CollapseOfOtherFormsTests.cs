namespace Vimage.Wormholes.Tests;

/// <summary>
/// As <see cref="CollapseUnderTrafficTests"/>, of bytes, frames and buffers, both ways: what was on its way from the meetings comes first,
/// by how near they are, and then what the other far end sends.
/// </summary>
public sealed class CollapseOfOtherFormsTests
{
    private const int MaxPieces = 800;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void OfBytes(int length) => Stress.Run(random => PlayUnattended(random, length, LocalForms.Bytes));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void OfFrames(int length) => Stress.Run(random => PlayUnattended(random, length, LocalForms.Frames));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void OfBuffers(int length) => Stress.Run(random => PlayUnattended(random, length, LocalForms.Buffers));

    [Fact]
    public void OfBytesByTheRelay() => Stress.Run(static random => PlayRelayed(random, LocalForms.Bytes));

    [Fact]
    public void OfFramesByTheRelay() => Stress.Run(static random => PlayRelayed(random, LocalForms.Frames));

    [Fact]
    public void OfBuffersByTheRelay() => Stress.Run(static random => PlayRelayed(random, LocalForms.Buffers));

    private static void PlayUnattended<TEnd>(Random random, int length, LocalForm<TEnd> form)
        where TEnd : WormholeEnd
    {
        Chain<TEnd> chain = Open(random, length, form);
        Cargo forward = form.Load(chain.Wormholes[^1].First, chain.FarRight);
        Cargo backward = form.Load(chain.Wormholes[0].Second, chain.FarLeft);
        for (int i = 1; i < length; i++)
        {
            Preload(random, forward, chain.Wormholes[^(i + 1)].First);
            Preload(random, backward, chain.Wormholes[i].Second);
        }

        using Crew crew = new(4, chain.Revoke);
        AddPair(crew, random, forward);
        AddPair(crew, random, backward);
        crew.Begin();
        Thread.SpinWait(random.Next(20_000));
        chain.Collapse(random);
        Finish(crew, chain, forward, backward);
    }

    private static void PlayRelayed<TEnd>(Random random, LocalForm<TEnd> form)
        where TEnd : WormholeEnd
    {
        Chain<TEnd> chain = Open(random, 2, form);
        Cargo forward = form.Load(chain.FarLeft, chain.FarRight);
        Cargo backward = form.Load(chain.FarRight, chain.FarLeft);
        int relayed = random.Next(MaxPieces);
        using Crew crew = new(5, chain.Revoke);
        AddPair(crew, random, forward);
        AddPair(crew, random, backward);
        crew.Add("relay", chain.Admin, () =>
        {
            for (int i = 0; i < relayed; i++)
            {
                form.Relay(chain.Wormholes[0].Second, chain.Wormholes[1].First);
                form.Relay(chain.Wormholes[1].First, chain.Wormholes[0].Second);
            }

            chain.Collapse(random);
        });
        crew.Begin();
        Finish(crew, chain, forward, backward);
    }

    private static Chain<TEnd> Open<TEnd>(Random random, int length, LocalForm<TEnd> form)
        where TEnd : WormholeEnd
    {
        WormholeOptions options = new()
        {
            Capacity = 1024 << random.Next(4),
            Wait = random.Next(2) == 0 ? WormholeWait.Park : WormholeWait.Hybrid,
        };
        return Chain.Open(random, length, (first, second) => form.Open(first, second, options));
    }

    // Nobody receives it before the collapse, and a second piece may not fit.
    private static void Preload(Random random, Cargo cargo, WormholeEnd next)
    {
        if (random.Next(2) == 0)
        {
            cargo.SendNext(random);
        }

        cargo.GoOnFrom(next);
    }

    private static void AddPair(Crew crew, Random random, Cargo cargo)
    {
        Random sending = new(random.Next());
        Random receiving = new(random.Next());
        int pieces = random.Next(MaxPieces);
        crew.Add($"sender to {cargo.To.Vnet}", cargo.From.Vnet, () =>
        {
            while (pieces-- > 0)
            {
                Assert.True(cargo.SendNext(sending));
            }

            cargo.From.Complete();
        });
        crew.Add($"receiver in {cargo.To.Vnet}", cargo.To.Vnet, () =>
        {
            while (cargo.ReceiveNext(receiving))
            {
            }
        });
    }

    private static void Finish<TEnd>(Crew crew, Chain<TEnd> chain, Cargo forward, Cargo backward)
        where TEnd : WormholeEnd
    {
        crew.Join();
        Assert.Equal((forward.Sent, backward.Sent), (forward.Seen, backward.Seen));
        chain.Leave();
    }
}
