using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Plant;

/// <summary>A position on the floor.</summary>
public struct Spot
{
    public int X;
    public int Y;
    public double Weight;
}

/// <summary>Stalls, prices and a crowd; with static state in types that have instances too.</summary>
public class Market
{
    internal static int s_next = 1;
    internal static Market? s_first;
    internal static Spot s_center = new() { X = 3, Y = 4, Weight = 0.5 };
    internal static decimal s_turnover;
    internal static DateTime s_opened;
    internal static Random s_random = new(12345);
    internal static SortedDictionary<int, Market> s_open = new();
    internal static Queue<(int Id, decimal Price)> s_offers = new();
    internal static Func<Market, decimal> s_pricing = market => market._price * s_factor;
    internal static decimal s_factor = 1.05m;
    internal static int s_visits;
    internal static long s_gate;
    internal static string[] s_names = ["north", "east", "south", "west"];
    internal static Lazy<string> s_title = new(() => "market of " + s_names.Length);

    private readonly int _id;
    private decimal _price;

    public Market(decimal price)
    {
        _id = s_next++;
        _price = price;
        s_first ??= this;
        s_open[_id] = this;
        s_opened = DateTime.UnixEpoch.AddDays(_id);
    }

    public static int Visits => s_visits;

    public override string ToString() => $"{s_names[_id % s_names.Length]} {_id} of {s_open.Count} {s_title.Value}";

    public static void Visit(int times)
    {
        for (int time = 0; time < times; time++)
        {
            Interlocked.Increment(ref s_visits);
            Bump(ref s_gate, time);
        }

        Split(s_visits, out s_center.X, out s_center.Y);
        s_center.Weight += s_center.X * 0.25;
    }

    public static double Distance(Spot from)
    {
        double x = s_center.X - from.X;
        double y = s_center.Y - from.Y;
        return Math.Sqrt((x * x) + (y * y)) * s_center.Weight;
    }

    public static IEnumerable<Market> Cheapest(decimal below)
    {
        foreach (Market market in s_open.Values)
        {
            if (s_pricing(market) < below)
            {
                s_turnover += market._price;
                yield return market;
            }
        }
    }

    public static async Task<decimal> TradeAsync(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            await Task.Yield();
            s_turnover += await QuoteAsync(round);
            s_factor = 1m + (s_turnover % 7m / 100m);
        }

        return s_turnover;

        static async Task<decimal> QuoteAsync(int round)
        {
            await Task.Delay(0);
            return s_offers.Count > 0 ? s_offers.Dequeue().Price : round + s_factor;
        }
    }

    public int Compare(Market other)
    {
        int Sign(decimal value) => value > s_factor ? 1 : value < -s_factor ? -1 : 0;
        return Sign(_price - other._price);
    }

    public static int CountAbove(decimal limit)
    {
        decimal scaled = limit * s_factor;
        return s_open.Values.Count(market => market._price > scaled) + s_open.Values.Sum(market => s_names[market._id % 4].Length);
    }

    public static (int Low, int High) Range() => (s_open.Keys.FirstOrDefault(), s_next);

    private static void Bump(ref long gate, int by) => gate += by;

    private static void Split(int value, out int high, out int low)
    {
        high = value / 10;
        low = value % 10;
    }
}

/// <summary>State per closed type.</summary>
public static class Pool<T>
    where T : class, new()
{
    public static int rented;
    public static Stack<T> free = new();
    public static T? last;

    public static T Rent()
    {
        rented++;
        return last = free.TryPop(out T? item) ? item : new T();
    }

    public static void Return(T item)
    {
        rented--;
        free.Push(item);
    }

    public static TResult With<TResult>(Func<T, TResult> use)
    {
        T item = Rent();
        try
        {
            return use(item);
        }
        finally
        {
            Return(item);
        }
    }
}

/// <summary>A crowd, with a nested holder of state and unsafe code.</summary>
public static class Crowd
{
    public static int[] heads = new int[32];
    public static int seed = 7;
    internal static Holder holder;

    internal struct Holder
    {
        internal static int made;
        internal int Value;

        internal static Holder Make(int value)
        {
            made++;
            return new Holder { Value = value + made };
        }
    }

    public static int Move(int rounds)
    {
        holder = Holder.Make(rounds);
        for (int round = 0; round < rounds; round++)
        {
            seed = unchecked((seed * 1103515245) + 12345);
            heads[(seed >> 16) & 31] += round;
        }

        return heads.Sum() + holder.Value;
    }

    public static unsafe int Total()
    {
        int total = 0;
        fixed (int* head = heads)
        {
            for (int at = 0; at < heads.Length; at++)
            {
                total += head[at] * seed;
            }
        }

        return total;
    }
}
