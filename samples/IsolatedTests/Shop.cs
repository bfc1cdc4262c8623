using Vimage;

namespace IsolatedTests;

/// <summary>The code under test: a shop as shops were written when a process had one customer.</summary>
internal static partial class Shop
{
    [Virtualized] private static readonly Dictionary<string, int> cart = [];
    [Virtualized] private static decimal discount;
    [Virtualized] private static string currency = "EUR";

    internal static string Currency
    {
        get => V_currency;
        set => V_currency = value;
    }

    internal static void Add(string article, int count) => V_cart[article] = V_cart.GetValueOrDefault(article) + count;

    internal static void GrantDiscount(decimal share) => V_discount = share;

    /// <summary>What tests of such code call first.</summary>
    internal static void Reset()
    {
        V_cart.Clear();
        V_discount = 0;
        V_currency = "EUR";
    }

    /// <summary>Asks the price service, which takes its time, for each article.</summary>
    internal static async Task<string> TotalAsync(CancellationToken cancellationToken)
    {
        decimal total = 0;
        foreach ((string article, int count) in V_cart.ToArray())
        {
            total += count * await PriceService.AskAsync(article, cancellationToken);
        }

        return FormattableString.Invariant($"{total * (1 - V_discount):0.00} {V_currency}");
    }
}
