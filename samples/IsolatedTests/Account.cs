namespace Vimage.Samples.IsolatedTests;

/// <summary>Code as there is much of: its state is static, and it takes its time.</summary>
internal static partial class Account
{
    [Virtualized]
    private static int s_balance;

    internal static int Balance => V_s_balance;

    internal static async Task Deposit(int amount)
    {
        int before = V_s_balance;
        await Task.Delay(20);
        V_s_balance = before + amount;
    }
}
