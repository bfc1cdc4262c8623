using System.Reflection.Emit;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Views;

/// <summary>
/// Takes out the local variables through which the compiler passes a value past a receiver: in <c>view.V_x++</c>, but not in
/// <c>V_x++</c>.
/// </summary>
/// <param name="code">The method as the compiler wrote it.</param>
/// <param name="symbols">Its symbols, if there is a portable PDB. What the source names stays.</param>
/// <param name="image">The file that is written.</param>
internal sealed class ReceiverTemporaries(MethodCode code, MethodSymbols? symbols, byte[] image)
{
    private readonly LocalLiveness _liveness = new(code);

    /// <summary>
    /// Of <c>y = view.V_x++</c>: <c>call get; stloc t; ldloc t; ...; call set; ldloc t</c> becomes <c>call get; dup; ...; call set</c>.
    /// </summary>
    internal void RemoveFrom(int get, int set)
    {
        if (code.IsStraight(get, set - get + 2)
            && IsPair(get + 1, get + 2, out int variable)
            && IsLoad(set + 1, variable)
            && !Enumerable.Range(get + 3, set - get - 3).Any(index => Accesses(index, variable))
            && !_liveness.IsLiveAfter(set + 1, variable))
        {
            Remove(get + 1);
            Remove(get + 2);
            Remove(set + 1);
            image[code.Start + code.Instructions[get + 1].Offset] = (byte)OpCodes.Dup.Value;
        }
    }

    /// <summary>
    /// Of statements: <c>stloc t; ldloc t</c> after or before a call goes. Of values that are stored and used:
    /// <c>stloc t; ldloc t; call; ldloc t</c> and <c>dup; stloc t; call; ldloc t</c> become <c>dup; call</c>.
    /// </summary>
    internal void RemoveAround(int call)
    {
        RemovePair(call, call + 1, call + 2);
        RemovePair(call - 2, call - 2, call - 1);
        if (!code.IsStraight(call - 2, 4))
        {
            return;
        }

        bool isDuplicated = code.Instructions[call - 2].Is(OpCodes.Dup);
        int store = isDuplicated ? call - 1 : call - 2;
        if (IsPair(store, call + 1, out int variable)
            && (isDuplicated || IsLoad(call - 1, variable))
            && !_liveness.IsLiveAfter(call + 1, variable))
        {
            Remove(call - 2);
            Remove(call - 1);
            Remove(call + 1);
            image[code.Start + code.Instructions[call - 2].Offset] = (byte)OpCodes.Dup.Value;
        }
    }

    private void RemovePair(int first, int store, int load)
    {
        if (code.IsStraight(first, 3) && IsPair(store, load, out int variable) && !_liveness.IsLiveAfter(load, variable))
        {
            Remove(store);
            Remove(load);
        }
    }

    private bool IsPair(int store, int load, out int variable)
    {
        LocalAccess access = LocalAccess.Of(code.Instructions[store]);
        variable = access.Variable;
        return access.Kind == LocalAccessKind.Store
            && IsLoad(load, variable)
            && symbols?.IsNamed(variable, code.Instructions[load].Offset) != true;
    }

    private bool IsLoad(int index, int variable) =>
        LocalAccess.Of(code.Instructions[index]) == new LocalAccess(LocalAccessKind.Load, variable);

    private bool Accesses(int index, int variable) =>
        LocalAccess.Of(code.Instructions[index]) is { Kind: not LocalAccessKind.None } access && access.Variable == variable;

    private void Remove(int index)
    {
        Instruction instruction = code.Instructions[index];
        for (int at = instruction.Offset; at < instruction.End; at++)
        {
            image[code.Start + at] = (byte)OpCodes.Nop.Value;
        }
    }
}
