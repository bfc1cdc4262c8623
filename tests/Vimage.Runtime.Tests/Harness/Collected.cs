namespace Vimage.Runtime.Tests;

/// <summary>Waits until the garbage collector has taken something.</summary>
internal static class Collected
{
    /// <summary>
    /// Asserts that an object is collected in the end. Not at the first collection: the compiler may be at work on the object's
    /// code, or another test hold a snapshot of all vnets.
    /// </summary>
    internal static void Eventually(WeakReference target)
    {
        for (int i = 0; i < 500 && target.IsAlive; i++)
        {
            Thread.Sleep(i < 3 ? 0 : 10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(target.IsAlive, "it is still referenced");
    }
}
