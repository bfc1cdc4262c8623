using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>Emits a part's fields in the state struct, and how they get their first values.</summary>
internal static class StateEmitter
{
    internal static void Emit(SourceWriter writer, ModulePart part, VimageMode mode, NullableContext nullable)
    {
        writer.Line().Block($"partial struct {Names.State}", state =>
        {
            foreach (VirtualizedMember member in part.Members)
            {
                nullable.Switch(member.IsAnnotated);
                state.Line($"internal {(member.IsVolatile ? "volatile " : "")}{member.VariableType} {member.Identifier};");
            }
        });
        writer.Line();
        EmitAdopt(writer, part);
        if (mode == VimageMode.Instance && part.Members.Any(static member => member.HasInitializer))
        {
            writer.Line();
            EmitInitialize(writer, part);
        }
    }

    // The initializers again, in textual order, for a vnet that the compiler's run was not for. Each has a block to itself:
    // what it declares (out var) is its own.
    private static void EmitInitialize(SourceWriter writer, ModulePart part) => writer.Line(Names.GeneratedCode).Block(
        $"private static void {Names.Initialize(part.Id)}(ref {Names.State} __state)", body =>
        {
            foreach (VirtualizedMember member in part.Members)
            {
                if (member.Initializer is not null)
                {
                    body.Line($"{{ __state.{member.Identifier} = {member.Initializer}; }}");
                }
            }
        });

    private static void EmitAdopt(SourceWriter writer, ModulePart part) => writer.Line(Names.GeneratedCode).Block(
        $"private static void {Names.Adopt(part.Id)}(ref {Names.State} __state, {Names.Services}RawStatics __raw)", body =>
        {
            foreach (VirtualizedMember member in part.Members)
            {
                if (member.Kind == MemberKind.Field || member.HasInitializer)
                {
                    body.Line(Adoption(member));
                }
            }
        });

    private static string Adoption(VirtualizedMember member)
    {
        string variable = $"__state.{member.Identifier}";
        return member switch
        {
            // A pointer can't be a type argument.
            { IsPointer: true } => $"{{ nint __p = (nint){variable}; __raw.Value(ref __p, (nint){member.RawOrProperty}); "
                + $"{variable} = ({member.Type})__p; }}",
            { Kind: MemberKind.Field, IsReadOnly: false } => $"__raw.Field(ref {variable}, ref {member.RawIdentifier});",
            { Kind: MemberKind.Field } => $"__raw.ReadOnlyField(ref {variable}, in {member.RawIdentifier});",
            _ => $"__raw.Value(ref {variable}, {member.RawOrProperty});",
        };
    }
}
