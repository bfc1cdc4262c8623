namespace Vimage.Wormholes.Tests;

/// <summary>As long as this lasts, the thread pool has a thread for each processor, and no more when all of them are busy for long.</summary>
internal sealed class FewThreads : IDisposable
{
    private readonly int _least;
    private readonly int _most;

    internal FewThreads()
    {
        ThreadPool.GetMinThreads(out _least, out int leastPorts);
        ThreadPool.GetMaxThreads(out _most, out int mostPorts);
        if (!ThreadPool.SetMinThreads(Math.Min(_least, Environment.ProcessorCount), leastPorts)
            || !ThreadPool.SetMaxThreads(Environment.ProcessorCount, mostPorts))
        {
            Dispose();
            Assert.Fail("The thread pool does not take these limits.");
        }
    }

    public void Dispose()
    {
        ThreadPool.GetMaxThreads(out _, out int mostPorts);
        ThreadPool.SetMaxThreads(_most, mostPorts);
        ThreadPool.GetMinThreads(out _, out int leastPorts);
        ThreadPool.SetMinThreads(_least, leastPorts);
    }
}
