namespace Vimage.Process.Tests;

/// <summary>Two vnets, the second below the first; destroyed when disposed.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private static int s_last;

    internal Vnet Parent { get; } = Vnet.Root.CreateChild($"p{Interlocked.Increment(ref s_last)}", new VnetOptions { ChildrenMax = 1 });

    internal Vnet Child => field ??= Parent.CreateChild("child");

    public async ValueTask DisposeAsync()
    {
        foreach (Vnet vnet in Parent.Children.Append(Parent))
        {
            Assert.True((await vnet.DestroyAsync()).IsClean);
        }
    }
}
