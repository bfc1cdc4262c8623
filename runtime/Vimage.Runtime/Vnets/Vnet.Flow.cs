using System.Runtime.CompilerServices;

namespace Vimage;

public sealed partial class Vnet
{
    /// <summary>Gets the vnet that is current here; the root where none was entered.</summary>
    /// <exception cref="NoCurrentVnetException">None was entered, and the process runs in strict mode.</exception>
    public static Vnet Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // Not one expression with ??: the JIT would lose the type of the result, and INIT_VNET_x could not do without a test.
            Vnet? vnet = CurrentVnet.Value;
            if (vnet is null)
            {
                return s_default ?? ThrowNoCurrent();
            }

            return vnet;
        }
    }

    /// <summary>Gets or sets the flow with this vnet and nothing else; null before it was first needed.</summary>
    internal FlowContext? FlowFromEmpty { get; set; }

    /// <summary>Makes this vnet the current one, for this flow of control and all that it starts.</summary>
    /// <returns>A scope; dispose it to return to the vnet that was current before.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public VnetScope Enter()
    {
        ThrowIfDestroyed();
        if (VnetSwitches.Debug)
        {
            ScopeLog.Enter(this);
            return new VnetScope(this, isLogged: true);
        }

        return new VnetScope(this);
    }

    /// <summary>
    /// Makes this vnet the current one on this thread only: for code that neither awaits nor starts tasks. Allocates
    /// nothing.
    /// </summary>
    /// <returns>A scope; dispose it to return to the vnet that was current before.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public VnetSyncScope EnterSync()
    {
        ThrowIfDestroyed();
        return new VnetSyncScope(this);
    }

    /// <summary>
    /// Throws unless this vnet is the current one: for code that was handed a vnet and works on the current one.
    /// (FreeBSD: <c>CURVNET_ASSERT_SET</c>, and the check of <c>INIT_VNET</c>.)
    /// </summary>
    /// <exception cref="InvalidOperationException">Another one is current, or none in strict mode.</exception>
    public void ThrowUnlessCurrent()
    {
        if (!ReferenceEquals(Current, this))
        {
            throw new InvalidOperationException(
                $"Vnet '{this}' was handed in while vnet '{Current}' is current. Enter it first, or hand in the current one.");
        }
    }

    /// <summary>Runs <paramref name="action"/> with this vnet as the current one.</summary>
    /// <param name="action">What to run.</param>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public void Run(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        using (Enter())
        {
            action();
        }
    }

    /// <summary>Runs <paramref name="function"/> with this vnet as the current one.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="function">What to run.</param>
    /// <returns>What <paramref name="function"/> returned.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    public T Run<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        using (Enter())
        {
            return function();
        }
    }

    /// <summary>Runs <paramref name="function"/> with this vnet as the current one until its task ends.</summary>
    /// <param name="function">What to run.</param>
    /// <returns>A task that ends as the one returned by <paramref name="function"/> does.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed; thrown by the task.</exception>
    public async Task RunAsync(Func<Task> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        BeginFlow();
        try
        {
            using (Enter())
            {
                await function().ConfigureAwait(false);
            }
        }
        finally
        {
            EndFlow();
        }
    }

    /// <summary>Runs <paramref name="function"/> with this vnet as the current one until its task ends.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="function">What to run.</param>
    /// <returns>A task that ends as the one returned by <paramref name="function"/> does.</returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed; thrown by the task.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        BeginFlow();
        try
        {
            using (Enter())
            {
                return await function().ConfigureAwait(false);
            }
        }
        finally
        {
            EndFlow();
        }
    }

    // Apart, so that the property is small enough to be inlined.
    private static Vnet ThrowNoCurrent() => throw new NoCurrentVnetException("Vnet.Current");
}
