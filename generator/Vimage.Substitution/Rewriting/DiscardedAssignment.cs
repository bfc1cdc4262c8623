using System.Reflection.Emit;

namespace Vimage.Substitution.Rewriting;

/// <summary>
/// <c>V_x ??= value;</c> as a statement: to a property the compiler assigns as if the result were used, and drops it.
/// </summary>
/// <example><c>dup; call V_x; pop</c> becomes <c>stsfld x</c>.</example>
internal static class DiscardedAssignment
{
    internal static bool TryRewrite(MethodContext method, CallSite site)
    {
        int first = site.Index - 1;
        if (!method.CanRewrite(first, 3)
            || !method.Instructions[first].Is(OpCodes.Dup)
            || !method.Instructions[first + 2].Is(OpCodes.Pop))
        {
            return false;
        }

        method.Open(first, 3).Put(OpCodes.Stsfld, site.Target.Field).Close();
        return true;
    }
}
