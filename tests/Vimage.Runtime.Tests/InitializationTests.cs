using System.Collections.Concurrent;

namespace Vimage.Runtime.Tests;

/// <summary>First use from several threads: the CLR's rules for class constructors, for each vnet.</summary>
public sealed class InitializationTests
{
    [Fact]
    public void ManyThreadsInitializeAModuleOnce_AndAllSeeItComplete()
    {
        _ = Vnet.Root.Run(static () => Slow.V_value);
        for (int round = 0; round < 5; round++)
        {
            Vnet vnet = TestVnet.Create();
            int before = Slow.Runs;
            ConcurrentBag<int> seen = [];
            Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() => seen.Add(vnet.Run(static () => Slow.V_value))))];
            foreach (Thread thread in threads)
            {
                thread.Start();
            }

            foreach (Thread thread in threads)
            {
                thread.Join();
            }

            Assert.Equal(before + 1, Slow.Runs);
            Assert.All(seen, value => Assert.Equal(before + 1, value));
        }
    }

    [Fact]
    public async Task ThreadsWhoseInitializersWaitForEachOther_AreNotStuck()
    {
        Vnet vnet = TestVnet.Create();
        Task<int> left = Task.Factory.StartNew(() => vnet.Run(static () => Left.V_value), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task<int> right = Task.Factory.StartNew(() => vnet.Run(static () => Right.V_value), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        int[] values = await Task.WhenAll(left, right).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        // One saw the other's unfinished state (0), the other its finished one: 1 and 2.
        Assert.Equal([1, 2], values.Order());
    }

    [Fact]
    public void AModuleThatDependsOnOneThatIsNotLoaded_SaysSo()
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => TestVnet.Create().Run(static () => Orphan.V_x));
        Assert.Contains("'orphan'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'nowhere'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHookRefusesWhatIsNoVnet()
    {
#pragma warning disable VIM0104 // The test is about what happens then.
        Assert.Contains("null", Assert.Throws<ArgumentException>(static () => Sample.INIT_VNET_SAMPLE(null!)).Message, StringComparison.Ordinal);
        Assert.Contains("System.String", Assert.Throws<ArgumentException>(static () => Sample.INIT_VNET_SAMPLE("x")).Message, StringComparison.Ordinal);
#pragma warning restore VIM0104
    }
}
