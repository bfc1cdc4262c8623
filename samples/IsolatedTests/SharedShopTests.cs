namespace IsolatedTests;

/// <summary>The suite as it is: each test cleans up before it begins, which only helps while it runs alone.</summary>
public sealed class SharedShopTests : ShopTests
{
    public SharedShopTests() => Shop.Reset();
}
