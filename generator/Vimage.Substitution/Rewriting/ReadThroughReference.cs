using System.Reflection.Emit;

namespace Vimage.Substitution.Rewriting;

/// <summary>
/// A plain read of a variable whose accessor is by reference: the compiler takes the reference and reads through it.
/// </summary>
/// <example><c>call V_x; ldind.i4</c> becomes <c>ldsfld x</c>.</example>
internal static class ReadThroughReference
{
    internal static bool TryRewrite(MethodContext method, CallSite site)
    {
        if (!method.CanRewrite(site.Index, 2) || !IsRead(method.Instructions[site.Index + 1].OpCode))
        {
            return false;
        }

        method.Open(site.Index, 2).Put(OpCodes.Ldsfld, site.Target.Field).Close();
        return true;
    }

    // ldind.i1 to ldind.ref are in a row. A field is read in its own type, so that which of them it is says nothing more.
    private static bool IsRead(OpCode opcode) =>
        opcode == OpCodes.Ldobj || (opcode.Value >= OpCodes.Ldind_I1.Value && opcode.Value <= OpCodes.Ldind_Ref.Value);
}
