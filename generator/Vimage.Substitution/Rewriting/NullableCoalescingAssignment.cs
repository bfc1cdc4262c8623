using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Rewriting;

/// <summary>
/// <c>V_n ??= value</c> over a nullable value type: of a property the compiler makes one copy for its two questions; a variable it
/// asks twice.
/// </summary>
/// <example>
/// <c>call V_n; stloc t; ldloca t; call GetValueOrDefault; stloc v; ldloca t; call get_HasValue</c> becomes
/// <c>ldsflda n; call GetValueOrDefault; stloc v; ldsflda n; call get_HasValue</c>. The saved copy makes room for the second address.
/// </example>
internal static class NullableCoalescingAssignment
{
    private const int Length = 7;

    internal static bool TryRewrite(MethodContext method, CallSite site)
    {
        int first = site.Index;
        if (site.Type != TypeShape.Nullable || !method.CanRewrite(first, Length))
        {
            return false;
        }

        Instruction[] code = method.Instructions;
        LocalAccess copy = LocalAccess.Of(code[first + 1]);
        LocalAccess address = copy with { Kind = LocalAccessKind.Address };
        if (copy.Kind != LocalAccessKind.Store
            || LocalAccess.Of(code[first + 2]) != address
            || !IsCall(method.Metadata, code[first + 3], "GetValueOrDefault")
            || LocalAccess.Of(code[first + 4]).Kind != LocalAccessKind.Store
            || LocalAccess.Of(code[first + 5]) != address
            || !IsCall(method.Metadata, code[first + 6], "get_HasValue")
            || !IsTemporary(method, copy.Variable, first))
        {
            return false;
        }

        method.Open(first, Length)
            .Put(OpCodes.Ldsflda, site.Target.Field)
            .Copy(code[first + 3])
            .Copy(code[first + 4])
            .Put(OpCodes.Ldsflda, site.Target.Field)
            .Copy(code[first + 6])
            .Close();
        return true;
    }

    private static bool IsTemporary(MethodContext method, int variable, int first) =>
        method.HasSymbols && !method.IsNamed(variable, first + 1) && !method.Liveness.IsLiveAfter(first + Length - 2, variable);

    private static bool IsCall(MetadataReader metadata, Instruction instruction, string name) =>
        instruction.Is(OpCodes.Call)
        && MetadataTokens.EntityHandle(instruction.Operand) is { Kind: HandleKind.MemberReference } method
        && metadata.StringComparer.Equals(metadata.GetMemberReference((MemberReferenceHandle)method).Name, name)
        && StackEffect.Of(metadata, instruction) == new StackEffect(1, 1);
}
