using System.Reflection.Emit;
using Vimage.Substitution.Il;

namespace Vimage.Substitution.Rewriting;

/// <summary>
/// A plain write of a variable whose accessor is by reference: the compiler takes the reference first, then computes the value,
/// then writes through the reference.
/// </summary>
/// <example><c>call V_x; (value); stind.i4</c> becomes <c>(value); stsfld x</c>.</example>
/// <remarks>
/// The code of the value moves to where the call was. That is one expression: no statement begins in it, so the symbols stay true.
/// It is moved last, because calls in it are rewritten where they are.
/// </remarks>
internal sealed class WriteThroughReference
{
    private readonly MethodContext _method;
    private readonly CallSite _site;
    private readonly int _store;

    private WriteThroughReference(MethodContext method, CallSite site, int store)
    {
        _method = method;
        _site = site;
        _store = store;
    }

    /// <summary>Gets the index of the call. Of two that contain one another, the one inside has the greater.</summary>
    internal int Index => _site.Index;

    internal static WriteThroughReference? Find(MethodContext method, CallSite site)
    {
        int first = site.Index + 1;
        if (StackWalk.FindConsumer(method.Code, method.Metadata, first) is not (int store, 0)
            || !IsWrite(method.Instructions[store].OpCode)
            || method.Instructions[store - 1].OpCode.OpCodeType == OpCodeType.Prefix
            || method.HasSymbolsBetween(site.Index, store - site.Index + 1)
            || !method.Code.IsClosed(first, store))
        {
            return null;
        }

        return new WriteThroughReference(method, site, store);
    }

    /// <summary>Moves the value's code, and writes the store after it.</summary>
    internal void Rewrite()
    {
        Instruction[] code = _method.Instructions;
        int size = code[_store].Offset - code[_site.Index].End;
        _method.Open(_site.Index, _store - _site.Index + 1)
            .Move(code[_site.Index].End, size)
            .Put(OpCodes.Stsfld, _site.Target.Field)
            .Close();
    }

    // stind.ref to stind.r8 are in a row, stind.i is apart. A field is written in its own type, so that the form says nothing more.
    private static bool IsWrite(OpCode opcode) =>
        opcode == OpCodes.Stobj
        || opcode == OpCodes.Stind_I
        || (opcode.Value >= OpCodes.Stind_Ref.Value && opcode.Value <= OpCodes.Stind_R8.Value);
}
