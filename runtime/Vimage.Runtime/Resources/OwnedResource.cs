using System.Runtime.Loader;

namespace Vimage;

/// <summary>Something that a vnet owns until it is released or the vnet is torn down.</summary>
internal sealed class OwnedResource(VnetResources owner, object target, VnetResourceKind kind, string tag) : IDisposable
{
    private readonly string? _stack = VnetSwitches.Debug ? Environment.StackTrace : null;

    internal object Target => target;

    internal VnetResourceKind Kind => kind;

    internal OwnedResource? Previous { get; set; }

    internal OwnedResource? Next { get; set; }

    internal bool IsOwned { get; set; }

    /// <summary>Releases the resource: whoever released it disposes it.</summary>
    public void Dispose() => owner.Release(this);

    internal VnetHolding Describe() =>
        new(kind, (target is OwnedTimer timer ? timer.CallbackType : target.GetType()).ToString(), tag, 1, _stack);

    /// <summary>Returns whether the code of the resource is in a load context that is about to go.</summary>
    internal bool IsCodeOf(AssemblyLoadContext context)
    {
        Type type = target is OwnedTimer timer ? timer.CallbackType : target.GetType();
        return type.IsCollectible && AssemblyLoadContext.GetLoadContext(type.Assembly) == context;
    }

    /// <summary>Stops the resource.</summary>
    /// <returns>A task that ends when it has stopped; it fails as stopping it fails.</returns>
    internal async Task StopAsync()
    {
        switch (target)
        {
            case Task task:
                await task.ConfigureAwait(false);
                break;
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
