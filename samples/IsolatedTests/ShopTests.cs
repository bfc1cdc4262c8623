namespace IsolatedTests;

/// <summary>The suite. It knows nothing of isolation: each test uses the one shop there is.</summary>
public abstract class ShopTests
{
    public static TheoryData<int> Counts() => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task TheTotal_IsThatOfTheCart(int count)
    {
        Shop.Add("apple", count);
        Shop.Add("pear", 1);
        Assert.Equal($"{(5 * count) + 4}.00 EUR", await Shop.TotalAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task ADiscount_IsTakenFromTheTotal(int count)
    {
        Shop.Add("plum", 10 * count);
        Shop.GrantDiscount(0.5m);
        Assert.Equal($"{20 * count}.00 EUR", await Shop.TotalAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task TheCurrency_CanBeChosen(int count)
    {
        Shop.Currency = "CHF";
        Shop.Add("fig", count);
        Assert.Equal($"{3 * count}.00 CHF", await Shop.TotalAsync(TestContext.Current.CancellationToken));
    }
}
