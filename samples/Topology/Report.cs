using System.Globalization;
using System.Net;
using System.Text;
using Vimage;
using Vimage.Net;

namespace LossyNetwork;

/// <summary>Tries who reaches whom, lets the time pass that it takes, and says so in a line each.</summary>
/// <param name="time">The time, which stands still otherwise.</param>
/// <param name="output">Where to say it.</param>
internal sealed class Report(VirtualTimeProvider time, TextWriter output)
{
    private const int EchoCount = 40;
    private const int LineCount = 25_000;

    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    /// <summary>Gets a value indicating whether everyone was reached.</summary>
    internal bool IsGood { get; private set; } = true;

    /// <summary>Sends echoes to addresses of a vnet.</summary>
    internal void Ping(Vnet from, Vnet to, params string[] addresses)
    {
        foreach (IPAddress address in addresses.Select(IPAddress.Parse))
        {
            IReadOnlyList<TimeSpan> times = Wait(from.RunAsync(() => new Echoes(address).SendAsync(EchoCount)));
            double loss = 1 - ((double)times.Count / EchoCount);
            Say(from, to, address, times.Count == 0 ? "no answer" : Invariant(
                $"{loss * 100:0.#} % lost, round trip {times.Min().TotalMilliseconds:0.0} to {times.Max().TotalMilliseconds:0.0} ms"));
            IsGood &= times.Count > 0;
        }
    }

    /// <summary>Sends bytes to a vnet, and checks what arrives.</summary>
    internal void Transfer(Vnet from, Vnet to, string address)
    {
        IPAddress destination = IPAddress.Parse(address);
        Delivery delivery = new(Text());
        long start = time.GetTimestamp();
        Task<bool> receiving = to.RunAsync(delivery.ReceiveAsync);
        Task sending = from.RunAsync(() => delivery.SendAsync(destination));
        bool isSame = Wait(receiving);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        long again = from.Run(static () => Tcp.Statistics.Retransmitted);
        Say(from, to, destination, Invariant(
            $"{delivery.Size:N0} bytes by TCP in {seconds:0.0} s, {again} segments sent again, {(isSame ? "all as they were sent" : "NOT as they were sent")}"));
        IsGood &= isSame && Wait(Finish(sending));
    }

    // No two lines are the same, and whoever looks into the capture can read them.
    private static byte[] Text() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, LineCount).Select(static i => Invariant($"This is line {i:D6}\n"))));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> Finish(Task task)
    {
        await task;
        return true;
    }

    private void Say(Vnet from, Vnet to, IPAddress address, string what) =>
        output.WriteLine($"{from.Name,-6} -> {to.Name,-6} {address,-14} {what}");

    // What waits goes on in this thread, while it lets time pass.
    private T Wait<T>(Task<T> task)
    {
        long start = time.GetTimestamp();
        while (!task.IsCompleted)
        {
            if (time.GetElapsedTime(start) > s_limit)
            {
                throw new TimeoutException($"It takes more than {s_limit.TotalMinutes} minutes.");
            }

            time.Advance(s_step);
        }

        return task.GetAwaiter().GetResult();
    }
}
