using System.Text;
using System.Threading.Tasks;
using Vimage;
using Vimage.Wormholes;

namespace Aot;

/// <summary>Wormholes of messages between two vnets.</summary>
internal static class Passages
{
    private const int Many = 100_000;

    /// <summary>Sums up what comes through, sent by another thread one message at a time.</summary>
    internal static async Task<long> SumAsync(Vnet a, Vnet b)
    {
        using Wormhole<long> wormhole = Wormhole.Open<long>(a, b, new WormholeOptions { Capacity = 64 });
        Task sending = a.RunAsync(() => Task.Run(() =>
        {
            for (int i = 1; i <= Many; i++)
            {
                wormhole.First.Send(i);
            }

            wormhole.First.Complete();
        }));
        long sum = await b.RunAsync(async () =>
        {
            long sum = 0;
            await foreach (long number in wormhole.Second.ReceiveAllAsync())
            {
                sum += number;
            }

            return sum;
        });
        await sending;
        return sum;
    }

    /// <summary>Sums up what two threads send at once through one end.</summary>
    internal static async Task<long> SumOfManySendersAsync(Vnet a, Vnet b)
    {
        using Wormhole<long> wormhole = Wormhole.Open<long>(a, b, new WormholeOptions { Capacity = 64, ManySenders = true });
        Task[] sending = [Task.Run(Send), Task.Run(Send)];
        long sum = 0;
        for (int i = 0; i < sending.Length * Many; i++)
        {
            sum += await wormhole.Second.ReceiveAsync();
        }

        await Task.WhenAll(sending);
        return sum;

        void Send()
        {
            for (int i = 1; i <= Many; i++)
            {
                wormhole.First.Send(i);
            }
        }
    }

    /// <summary>Makes one wormhole of two, with a message on its way, and revokes it; says what the far end is told.</summary>
    internal static string CollapseAndRevoke(Vnet a, Vnet b)
    {
        using Wormhole<int> one = Wormhole.Open<int>(a, Vnet.Root);
        using Wormhole<int> other = Wormhole.Open<int>(Vnet.Root, b);
        one.First.Send(1);
        using Wormhole<int> collapsed = Wormhole.Collapse(one, other);
        one.First.Send(2);
        collapsed.Revoke();
        _ = other.Second.Receive(out int first);
        _ = other.Second.Receive(out int second);
        try
        {
            _ = other.Second.Receive(out _);
            return "more";
        }
        catch (WormholeRevokedException revoked)
        {
            return $"{first}, {second}, {revoked.Errno}";
        }
    }

    /// <summary>Passes a buffer on, and says what the receiver finds in it and whether the sender can still look.</summary>
    internal static string PassBuffer(Vnet a, Vnet b)
    {
        using Wormhole<WormholeBuffer> wormhole = Wormhole.Open<WormholeBuffer>(a, b);
        WormholeBuffer buffer = WormholeBuffer.Rent(5);
        "bytes"u8.CopyTo(buffer.Span);
        wormhole.First.Send(buffer);
        _ = wormhole.Second.Receive(out WormholeBuffer received);
        string found = Encoding.ASCII.GetString(received.Span);
        received.Dispose();
        return $"{found}, {(buffer.IsOwned ? "the sender's" : "not the sender's")}";
    }
}
