using System.Reflection.Emit;
using Vimage.Substitution.Accessors;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Rewriting;

/// <summary>A call of an accessor that a field instruction can replace.</summary>
/// <param name="Index">The index of the call in its method.</param>
/// <param name="Target">What is called.</param>
/// <param name="Type">The shape of the field's type.</param>
internal sealed record CallSite(int Index, CallTarget Target, TypeShape Type)
{
    internal Accessor Accessor => Target.Accessor;

    /// <summary>Gets the instruction that takes the call's place where nothing around it has to change.</summary>
    internal OpCode OpCode => Accessor.Kind switch
    {
        AccessorKind.Get => OpCodes.Ldsfld,
        AccessorKind.GetReference => OpCodes.Ldsflda,
        _ => OpCodes.Stsfld,
    };
}
