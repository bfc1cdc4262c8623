using Vimage.Net;

namespace Vimage.Bench.Net;

/// <summary>A vnet with its <c>lo0</c> and one end of a pair, the other end of which is in the vnet above. Nothing happens in it.</summary>
internal static class IdleVnet
{
    /// <summary>Makes one below the current vnet.</summary>
    internal static Vnet Create(string name)
    {
        Vnet vnet = Vnet.Current.CreateChild(name);
        (Epair a, _) = Epair.Create();
        a.MoveTo(vnet);
        return vnet;
    }

    /// <summary>Destroys it and the pair, and what is left of both.</summary>
    internal static void Destroy(Vnet vnet)
    {
        Ifnet end = vnet.Run(static () => Ifnet.All[^1]);
        end.Destroy();
        if (!vnet.DestroyAsync().AsTask().Result.IsClean)
        {
            throw new InvalidOperationException("The vnet was not torn down cleanly.");
        }
    }
}
