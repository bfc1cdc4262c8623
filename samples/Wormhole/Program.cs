using System.Diagnostics;
using System.Globalization;
using HeatedRod;
using Vimage;
using Vimage.Wormholes;

// A rod of which two instances of the program compute a half each. After every step they tell each other the temperature where
// the halves touch, through a wormhole. A third instance computes the whole rod, to compare.
const int Length = 2_000;
const int Steps = 20_000;

Vnet left = Vnet.Root.CreateChild("left");
Vnet right = Vnet.Root.CreateChild("right");
Vnet whole = Vnet.Root.CreateChild("whole");
using Wormhole<double> wormhole = Wormhole.Open<double>(left, right, new WormholeOptions { Name = "touch", Capacity = 16 });

long start = Stopwatch.GetTimestamp();
Task<double[]> leftHalf = left.RunAsync(() => Task.Run(() => Compute(0, static () => Rod.Last, Rod.TouchRight)));
Task<double[]> rightHalf = right.RunAsync(() => Task.Run(() => Compute(Length / 2, static () => Rod.First, Rod.TouchLeft)));
double[] halves = [.. await leftHalf, .. await rightHalf];
TimeSpan took = Stopwatch.GetElapsedTime(start);

double[] expected = whole.Run(() =>
{
    Rod.Heat(0, Length);
    for (int i = 0; i < Steps; i++)
    {
        Rod.Step();
    }

    return Rod.Cells.ToArray();
});

bool isSame = halves.AsSpan().SequenceEqual(expected);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{Steps:N0} steps of two halves, {Steps / took.TotalSeconds:N0} steps a second; temperatures told: {wormhole.Forward.Sent + wormhole.Backward.Sent:N0}"));
Console.WriteLine(isSame ? "Both halves together are the whole, to the last bit." : "The halves are NOT the whole.");

// Whoever has opened it can end it.
wormhole.Revoke();
left.Run(() =>
{
    try
    {
        Wormhole.FindEnd<WormholeEnd<double>>("touch")!.Send(0);
    }
    catch (WormholeRevokedException revoked)
    {
        Console.WriteLine(revoked.Message);
    }
});
return isSame ? 0 : 1;

// In the vnet of a half: its end has the same name on both sides.
static double[] Compute(int first, Func<double> edge, Action<double> touch)
{
    WormholeEnd<double> end = Wormhole.FindEnd<WormholeEnd<double>>("touch")!;
    Rod.Heat(first, Length / 2);
    for (int i = 0; i < Steps; i++)
    {
        end.Send(edge());
        _ = end.Receive(out double other);
        touch(other);
        Rod.Step();
    }

    return Rod.Cells.ToArray();
}
