using Vimage.Xunit;

namespace IsolatedTests;

/// <summary>The suite with one mark, and nothing to clean up.</summary>
[Isolated]
public sealed class IsolatedShopTests : ShopTests;
