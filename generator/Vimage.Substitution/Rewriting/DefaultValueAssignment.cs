using System.Reflection.Emit;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Rewriting;

/// <summary>
/// <c>V_s = default</c>, where the type is no primitive: for a property the compiler makes the value in a temporary variable; a
/// variable it clears in place.
/// </summary>
/// <example><c>ldloca t; initobj; ldloc t; call V_s</c> becomes <c>ldsflda s; initobj</c>.</example>
internal static class DefaultValueAssignment
{
    internal static bool TryRewrite(MethodContext method, CallSite site)
    {
        int first = site.Index - 3;
        if (!method.CanRewrite(first, 4) || !method.Instructions[first + 1].Is(OpCodes.Initobj))
        {
            return false;
        }

        LocalAccess address = LocalAccess.Of(method.Instructions[first]);
        LocalAccess load = LocalAccess.Of(method.Instructions[first + 2]);
        if (address.Kind != LocalAccessKind.Address
            || load.Kind != LocalAccessKind.Load
            || address.Variable != load.Variable
            || method.IsNamed(load.Variable, first)
            || method.Liveness.IsLiveAfter(site.Index, load.Variable))
        {
            return false;
        }

        method.Open(first, 4).Put(OpCodes.Ldsflda, site.Target.Field).Copy(method.Instructions[first + 1]).Close();
        return true;
    }
}
