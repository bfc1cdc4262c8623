using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Rewriting;

/// <summary>
/// <c>V_n.ToString()</c> and <c>Use(in V_n)</c> over a value type: of a property the compiler takes a copy and passes its address;
/// of a variable it passes the address of the variable.
/// </summary>
/// <example><c>call V_n; stloc t; ldloca t; call ToString</c> becomes <c>ldsflda n; call ToString</c>.</example>
/// <remarks>
/// A method that changes its receiver would change the copy before, and changes the variable after: what the same source does with
/// a plain static. (The analyzers make such a call of an accessor by value an error: it should be <c>ByRef</c>.)
/// <para>
/// What the source itself copies must stay a copy. The compiler's code for <c>var t = V_s; t.Change();</c> is the very same; only
/// the symbols tell that <c>t</c> is a variable of the source, hence without symbols nothing is done. Copies that the
/// language asks for are left too: what <c>with</c>, deconstruction and string concatenation work on. One kind can't be told from
/// a use of the variable, in no way that matters: the copy that a pattern such as <c>V_n is null</c> asks one question.
/// </para>
/// </remarks>
internal sealed class InPlaceRead(ReceiverUses receiverUses)
{
    private const int Length = 3;

    internal bool TryRewrite(MethodContext method, CallSite site, out RemainderReason? reason)
    {
        reason = null;
        int first = site.Index;
        if (site.Type == TypeShape.Reference || !method.CanRewrite(first, Length))
        {
            return false;
        }

        LocalAccess copy = LocalAccess.Of(method.Instructions[first + 1]);
        if (copy.Kind != LocalAccessKind.Store
            || LocalAccess.Of(method.Instructions[first + 2]) != copy with { Kind = LocalAccessKind.Address }
            || method.IsNamed(copy.Variable, first + 1)
            || method.IsNamed(copy.Variable, first + 2)
            || method.Liveness.IsLiveAfter(first + 2, copy.Variable)
            || !TakesAddress(method, site, out reason))
        {
            return false;
        }

        if (!method.HasSymbols)
        {
            reason = RemainderReason.CopyWithoutSymbols;
            return false;
        }

        method.Open(first, Length).Put(OpCodes.Ldsflda, site.Target.Field).Close();
        return true;
    }

    // Whether the compiler passes the address of a variable to what consumes the copy's.
    private bool TakesAddress(MethodContext method, CallSite site, out RemainderReason? reason)
    {
        reason = null;
        Instruction[] code = method.Instructions;
        int next = site.Index + Length;
        while (next < code.Length && code[next].Is(OpCodes.Ldflda) && !method.Code.IsTarget(next))
        {
            next++;
        }

        if (StackWalk.FindConsumer(method.Code, method.Metadata, next) is not var (index, below))
        {
            return false;
        }

        Instruction consumer = code[index];
        if (consumer.Is(OpCodes.Dup))
        {
            // x?.M() asks and then calls; of a type parameter the compiler copies even a variable.
            return site.Type == TypeShape.Nullable && index == next;
        }

        if (consumer.Is(OpCodes.Newobj))
        {
            return true;
        }

        if (!consumer.Is(OpCodes.Call) && !consumer.Is(OpCodes.Callvirt))
        {
            return false;
        }

        CalledMethod called = CalledMethod.Of(method.Metadata, consumer);
        if (called.Name.StartsWith("set_", StringComparison.Ordinal) || called.Name == "Deconstruct")
        {
            return false;
        }

        if (below > 0 || !called.IsInstance || (!site.Accessor.IsReadOnly && !IsInConcatenation(method, index, called)))
        {
            return true;
        }

        EntityHandle constraint = code[index - 1].Is(OpCodes.Constrained)
            ? MetadataTokens.EntityHandle(code[index - 1].Operand)
            : default;
        ReceiverUse use = receiverUses.Of(called, constraint);
        reason = use == ReceiverUse.Unknown ? RemainderReason.CopyForUnknownMethod : null;
        return use == ReceiverUse.ReadOnly || (use == ReceiverUse.Inherited && !site.Accessor.IsReadOnly);
    }

    // "text" + V_s calls ToString on a copy, unless that is readonly, where V_s.ToString() calls it on the variable. So does what
    // becomes an argument of Concat, or an element of the array of arguments.
    private static bool IsInConcatenation(MethodContext method, int call, CalledMethod called)
    {
        if (called is not { Name: "ToString", Parameters: 0 }
            || StackWalk.FindConsumer(method.Code, method.Metadata, call + 1) is not var (index, _))
        {
            return false;
        }

        Instruction consumer = method.Instructions[index];
        return consumer.Is(OpCodes.Stelem_Ref)
            || (consumer.Is(OpCodes.Call) && CalledMethod.Of(method.Metadata, consumer).Name == "Concat");
    }
}
