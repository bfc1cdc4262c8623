using System.Reflection.Emit;

namespace Vimage.Substitution.Il;

/// <summary>What an instruction does with a local variable.</summary>
internal enum LocalAccessKind
{
    None,
    Load,
    Store,
    Address,
}

/// <summary>An instruction's access to a local variable, in whatever form it is encoded.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Variable">The variable's number.</param>
internal readonly record struct LocalAccess(LocalAccessKind Kind, int Variable)
{
    /// <summary>Returns what <paramref name="instruction"/> does with local variables.</summary>
    internal static LocalAccess Of(Instruction instruction)
    {
        int code = instruction.OpCode.Value;
        if (code >= OpCodes.Ldloc_0.Value && code <= OpCodes.Ldloc_3.Value)
        {
            return new LocalAccess(LocalAccessKind.Load, code - OpCodes.Ldloc_0.Value);
        }

        if (code >= OpCodes.Stloc_0.Value && code <= OpCodes.Stloc_3.Value)
        {
            return new LocalAccess(LocalAccessKind.Store, code - OpCodes.Stloc_0.Value);
        }

        LocalAccessKind kind =
            instruction.Is(OpCodes.Ldloc) || instruction.Is(OpCodes.Ldloc_S) ? LocalAccessKind.Load
            : instruction.Is(OpCodes.Stloc) || instruction.Is(OpCodes.Stloc_S) ? LocalAccessKind.Store
            : instruction.Is(OpCodes.Ldloca) || instruction.Is(OpCodes.Ldloca_S) ? LocalAccessKind.Address
            : LocalAccessKind.None;
        return kind == LocalAccessKind.None ? default : new LocalAccess(kind, instruction.Operand);
    }
}
