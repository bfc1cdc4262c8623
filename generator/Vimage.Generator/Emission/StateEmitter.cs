using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>Emits a part's fields in the state struct, and how they get their first values.</summary>
internal static class StateEmitter
{
    internal static void Emit(SourceWriter writer, ModulePart part, VimageMode mode, NullableContext nullable)
    {
        writer.Line().Block($"partial struct {Names.State}", state =>
        {
            foreach (VirtualizedMember member in part.Statics)
            {
                nullable.Switch(member.IsAnnotated);
                state.Line($"internal {(member.IsVolatile ? "volatile " : "")}{member.VariableType} {member.Identifier};");
            }
        });
        writer.Line();
        EmitAdopt(writer, part);
        if (mode == VimageMode.Instance && part.Statics.Any(static member => member.HasInitializer))
        {
            writer.Line();
            EmitInitialize(writer, part);
        }

        if (mode == VimageMode.Instance)
        {
            writer.Line();
            EmitCopy(writer, part);
            LayoutEmitter.Emit(writer, part);
            if (part.Members.Any(static member => member.Published is not null))
            {
                writer.Line();
                EmitDescribe(writer, part, nullable);
            }
        }
    }

    // Into another vnet's state. An event's subscribers are the vnet's own, and where a pointer leads nobody knows.
    private static void EmitCopy(SourceWriter writer, ModulePart part) => writer.Line(Names.GeneratedCode).Block(
        $"private static void {Names.Copy(part.Id)}(ref {Names.State} __vnetSource, ref {Names.State} __vnetTarget)", body =>
        {
            foreach (VirtualizedMember member in part.Statics)
            {
                if (member.Kind != MemberKind.Event && !member.IsUnsafe)
                {
                    body.Line($"{Names.Services}VnetCopier.Copy(ref __vnetSource.{member.Identifier}, ref __vnetTarget.{member.Identifier});");
                }
            }

            foreach (IGrouping<string, VirtualizedMember> type in part.Graduated)
            {
                body.Line($"{type.Key}.{Names.Copy(part.Id)}(ref __vnetSource.{type.Key}, ref __vnetTarget.{type.Key});");
            }
        });

    private static void EmitDescribe(SourceWriter writer, ModulePart part, NullableContext nullable) => writer.Line(Names.GeneratedCode).Block(
        $"private static void {Names.Describe(part.Id)}({Names.Services}VnetVariables __variables)", body =>
        {
            foreach (VirtualizedMember member in part.Members)
            {
                if (member.Published is { } published && !member.IsUnsafe)
                {
                    nullable.Switch(member.IsAnnotated);
                    string variable = $"{Names.AsState}(__state).State.{member.StatePath}";
                    string setter = member.IsReadOnly || member.SetterModifier.Length > 0
                        ? "null"
                        : $"static (__state, __value) => {variable} = __value";
                    body.Line($"__variables.Add<{member.Type}>({Names.Literal(published.Name)}, {Names.Literal(published.Description)}, "
                        + $"{Names.Literal(published.Unit)}, static __state => {variable}, {setter});");
                }
            }
        });

    // The initializers again, in textual order, for a vnet that the compiler's run was not for. Each has a block to itself:
    // what it declares (out var) is its own.
    private static void EmitInitialize(SourceWriter writer, ModulePart part) => writer.Line(Names.GeneratedCode).Block(
        $"private static void {Names.Initialize(part.Id)}(ref {Names.State} __vnetState)", body =>
        {
            foreach (VirtualizedMember member in part.Statics)
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
            foreach (VirtualizedMember member in part.Statics)
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
        string isConstant = member.IsLiteral ? "true" : "false";
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
