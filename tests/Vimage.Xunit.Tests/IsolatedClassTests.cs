namespace Vimage.Xunit.Tests;

/// <summary>Each test is in a vnet of its own, from its constructor to its disposal.</summary>
[Isolated]
public sealed class IsolatedClassTests : IAsyncLifetime
{
    private readonly Vnet _constructed = Vnet.Current;
    private Vnet? _initialized;
    private Vnet? _ran;

    public IsolatedClassTests() => Ledger.Deposit(1);

    public async ValueTask InitializeAsync()
    {
        await Task.Yield();
        _initialized = Vnet.Current;
        Ledger.Deposit(1);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Assert.Same(_constructed, _initialized);
        Assert.Same(_constructed, _ran);
        Assert.Same(_constructed, Vnet.Current);
    }

    [Fact]
    public void ATest_SeesWhatItsConstructorAndInitializationDid() => Run(amount: 10);

    [Fact]
    public async Task ATest_SeesNothingOfTheOthers()
    {
        await Task.Delay(1, TestContext.Current.CancellationToken);
        Run(amount: 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EachRowOfATheory_BeginsAnew(int amount) => Run(amount);

    [Fact]
    [Isolated(Enabled = false)]
    public void ATestThatIsTakenOut_RunsInTheRoot()
    {
        _ran = Vnet.Current;
        Assert.Same(Vnet.Root, Vnet.Current);
    }

    private void Run(int amount)
    {
        _ran = Vnet.Current;
        Assert.NotSame(Vnet.Root, Vnet.Current);
        Assert.Equal(102, Ledger.V_balance);
        Ledger.Deposit(amount);
        Assert.Equal(102 + amount, Ledger.V_balance);
    }
}
