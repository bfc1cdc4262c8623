namespace Vimage.Wormholes.Tests;

/// <summary>
/// How pieces of one size go from one end of a wormhole to another. Nothing here costs memory each time, so that what is measured
/// is the wormhole.
/// </summary>
internal abstract class Way
{
    internal abstract void Send();

    /// <summary>Sends a piece.</summary>
    /// <returns>A task of where it went on, as <see cref="Places.V_here"/> says there.</returns>
    internal abstract ValueTask<string> SendAsync();

    internal abstract void Receive();

    /// <summary>Receives a piece.</summary>
    /// <returns>A task of where it went on.</returns>
    internal abstract ValueTask<string> ReceiveAsync();

    /// <summary>Waits with the thread, for forms that do not by themselves.</summary>
    protected static void Wait(ValueTask<string> task)
    {
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
        }
        else
        {
            task.AsTask().GetAwaiter().GetResult();
        }
    }
}
