namespace Vimage.Xunit.Tests;

/// <summary>Global state, as code under test has it.</summary>
internal static partial class Ledger
{
    [Virtualized] internal static int balance = 100;

    internal static void Deposit(int amount) => V_balance += amount;
}
