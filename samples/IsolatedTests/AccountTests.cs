#if ISOLATED
using Test = Vimage.Xunit.IsolatedAttribute;
#else
using Test = Xunit.FactAttribute;
#endif

namespace Vimage.Samples.IsolatedTests;

/// <summary>Each class is a collection of its own to xunit, and so runs in parallel with the others.</summary>
public abstract class AccountTests : IAsyncLifetime
{
    private readonly int _balanceAtFirst = Account.Balance;

    public async ValueTask InitializeAsync() => await Account.Deposit(100);

    public ValueTask DisposeAsync()
    {
        Assert.Equal(150, Account.Balance);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Test]
    public async Task ADepositIsAdded()
    {
        Assert.Equal(0, _balanceAtFirst);
        await Account.Deposit(50);
        Assert.Equal(150, Account.Balance);
    }

    [Test]
    public async Task SoAreTwo()
    {
        Assert.Equal(0, _balanceAtFirst);
        await Account.Deposit(20);
        await Account.Deposit(30);
        Assert.Equal(150, Account.Balance);
    }
}

public sealed class FirstTests : AccountTests;

public sealed class SecondTests : AccountTests;

public sealed class ThirdTests : AccountTests;

public sealed class FourthTests : AccountTests;

public sealed class FifthTests : AccountTests;

public sealed class SixthTests : AccountTests;

public sealed class SeventhTests : AccountTests;

public sealed class EighthTests : AccountTests;
