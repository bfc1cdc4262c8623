using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>
/// Emits what belongs to the variables of one declaration: their accessors, their fields in the state struct, their
/// initializers, their members in the views.
/// </summary>
internal static class PartEmitter
{
    // With a colon: a type nested in this one may, in broken code, have the name of the declaration.
    internal static string HintNameOf(ModulePart part) =>
        HintName.Of($"{part.Type.ToKey().TrimStart('.')}.{part.Id}", $"{part.Type.ToKey()}:{part.Id}");

    internal static string Emit(PartSource source, BuildFacts build)
    {
        ModulePart part = source.Part;
        SourceWriter writer = Nesting.Begin();
        MemberFormat format = MemberFormat.Of(build.Mode, part.Type);
        Nesting.WriteInScopes(writer, part.Scopes, part.Type, IsUnsafe(part), inner =>
        {
            NullableContext nullable = new(inner, build.IsNullableEnabled);
            for (int i = 0; i < part.Members.Count; i++)
            {
                VirtualizedMember member = part.Members[i];
                nullable.Switch(member.IsAnnotated);
                if (i > 0)
                {
                    inner.Line();
                }

                format.WriteMember(inner, member);
            }

            if (build.Mode != VimageMode.Globals)
            {
                StateEmitter.Emit(inner, part, build.Mode, nullable);
            }

            StateStructEmitter.Emit(inner, part, build.Mode, nullable);
            ViewEmitter.EmitMembers(inner, source, format, nullable);
        });
        return writer.ToString();
    }

    private static bool IsUnsafe(ModulePart part) =>
        part.IsUnsafe || part.Members.Any(static member => member.IsUnsafe);
}
