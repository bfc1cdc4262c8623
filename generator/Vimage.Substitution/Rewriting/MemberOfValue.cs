using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Rewriting;

/// <summary>
/// <c>V_s.a.b</c> over structs: from a property the compiler loads the whole value, then the field of it; from a variable it goes
/// by address.
/// </summary>
/// <example><c>call V_s; ldfld a; ldfld b</c> becomes <c>ldsflda s; ldflda a; ldfld b</c>.</example>
internal static class MemberOfValue
{
    internal static bool TryRewrite(MethodContext method, CallSite site)
    {
        if (site.Type != TypeShape.Value)
        {
            return false;
        }

        Instruction[] code = method.Instructions;
        int last = site.Index + 1;
        bool isVolatile = last < code.Length && code[last].Is(OpCodes.Volatile);
        if (isVolatile)
        {
            last++;
        }

        if (last >= code.Length || !code[last].Is(OpCodes.Ldfld) || !method.CanRewrite(site.Index, last - site.Index + 1))
        {
            return false;
        }

        while (!isVolatile
            && last + 1 < code.Length
            && code[last + 1].Is(OpCodes.Ldfld)
            && TypeOf(method.Metadata, code[last].Operand) == TypeShape.Value
            && method.CanRewrite(site.Index, last - site.Index + 2))
        {
            last++;
        }

        CodeWindow window = method.Open(site.Index, last - site.Index + 1).Put(OpCodes.Ldsflda, site.Target.Field);
        for (int i = site.Index + 1; i <= last; i++)
        {
            window = code[i].Is(OpCodes.Ldfld) && i < last ? window.Put(OpCodes.Ldflda, code[i].Operand) : window.Copy(code[i]);
        }

        window.Close();
        return true;
    }

    private static TypeShape TypeOf(MetadataReader metadata, int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            return metadata.GetFieldDefinition((FieldDefinitionHandle)handle).DecodeSignature(TypeShapeReader.Instance, []);
        }

        MemberReference reference = metadata.GetMemberReference((MemberReferenceHandle)handle);
        ImmutableArray<TypeShape> arguments = GenericInstance.Read(metadata, reference.Parent)?.Arguments ?? [];
        return reference.DecodeFieldSignature(TypeShapeReader.Instance, arguments);
    }
}
