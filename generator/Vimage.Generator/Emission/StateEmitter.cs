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
        $"private static void {Names.Initialize(part.Id)}(ref {Names.State} __vnetState)", body =>
        {
            foreach (VirtualizedMember member in part.Members)
            {
                if (member.Initializer is not null)
                {
                    body.Line($"{{ __vnetState.{member.Identifier} = {member.Initializer}; }}");
                }
            }
        });

    private static void EmitAdopt(SourceWriter writer, ModulePart part) => writer.Line(Names.GeneratedCode).Block(
        $"private static void {Names.Adopt(part.Id)}(ref {Names.State} __vnetState, {Names.Services}RawStatics __vnetRaw)", body =>
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
        string variable = $"__vnetState.{member.Identifier}";
        string isConstant = member.IsConstant ? "true" : "false";
        return member switch
        {
            // A pointer can't be a type argument.
            { IsPointer: true, HasInitializer: false, IsReadOnly: false } => $"{member.RawIdentifier} = {member.RawIdentifier};",
            { IsPointer: true, HasInitializer: false } => $"_ = (nint){member.RawIdentifier};",
            { IsPointer: true } => $"{{ nint __p = (nint){variable}; "
                + $"__vnetRaw.Value(ref __p, (nint){member.RawOrProperty}, {isConstant}); {variable} = ({member.Type})__p; }}",
            { HasInitializer: false, IsReadOnly: false } => $"{Names.Services}RawStatics.Unused(ref {member.RawIdentifier});",
            { HasInitializer: false } => $"{Names.Services}RawStatics.UnusedReadOnly(in {member.RawIdentifier});",
            { Kind: MemberKind.Field, IsReadOnly: false } =>
                $"__vnetRaw.Field(ref {variable}, ref {member.RawIdentifier}, {isConstant});",
            { Kind: MemberKind.Field } => $"__vnetRaw.ReadOnlyField(ref {variable}, in {member.RawIdentifier}, {isConstant});",
            _ => $"__vnetRaw.Value(ref {variable}, {member.RawOrProperty}, {isConstant});",
        };
    }
}
