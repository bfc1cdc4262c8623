using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Vimage.Substitution.Il;

/// <summary>How many values an instruction takes from the evaluation stack, and how many it leaves (ECMA-335 III.1.9).</summary>
/// <param name="Pops">The number taken.</param>
/// <param name="Pushes">The number left.</param>
internal readonly record struct StackEffect(int Pops, int Pushes)
{
    /// <summary>Returns the effect of an instruction other than <c>ret</c>, whose effect depends on the method.</summary>
    internal static StackEffect Of(MetadataReader metadata, Instruction instruction)
    {
        OpCode opcode = instruction.OpCode;
        if (opcode.StackBehaviourPop != StackBehaviour.Varpop)
        {
            return new StackEffect(Popped(opcode.StackBehaviourPop), Pushed(opcode.StackBehaviourPush));
        }

        BlobReader signature = metadata.GetBlobReader(SignatureOf(metadata, MetadataTokens.EntityHandle(instruction.Operand)));
        SignatureHeader header = signature.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            _ = signature.ReadCompressedInteger();
        }

        int parameters = signature.ReadCompressedInteger();
        if (opcode == OpCodes.Newobj)
        {
            return new StackEffect(parameters, 1);
        }

        int pops = parameters + (header.IsInstance && !header.HasExplicitThis ? 1 : 0) + (opcode == OpCodes.Calli ? 1 : 0);
        return new StackEffect(pops, ReturnsVoid(signature) ? 0 : 1);
    }

    private static bool ReturnsVoid(BlobReader returnType)
    {
        SignatureTypeCode code = returnType.ReadSignatureTypeCode();
        while (code is SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier)
        {
            _ = returnType.ReadTypeHandle();
            code = returnType.ReadSignatureTypeCode();
        }

        return code == SignatureTypeCode.Void;
    }

    private static BlobHandle SignatureOf(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Signature,
        HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)handle).Signature,
        HandleKind.MethodSpecification =>
            SignatureOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        HandleKind.StandaloneSignature => metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).Signature,
        _ => throw new BadImageFormatException($"a call names a {handle.Kind}"),
    };

    private static int Popped(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        _ => 3,
    };

    private static int Pushed(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };
}
