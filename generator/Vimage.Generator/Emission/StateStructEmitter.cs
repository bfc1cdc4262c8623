using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>
/// Emits the other part of a state struct: what leads to its private fields from the type around it, and what gives them
/// their first values.
/// </summary>
internal static class StateStructEmitter
{
    /// <summary>Emits what depends on the fields that one declaration has.</summary>
    internal static void Emit(SourceWriter writer, ModulePart part, VimageMode mode, NullableContext nullable)
    {
        foreach (IGrouping<string, VirtualizedMember> type in part.Graduated)
        {
            writer.Line().Block($"partial struct {type.Key}", body =>
            {
                EmitAssign(body, part, type);
                if (mode == VimageMode.Globals)
                {
                    return;
                }

                EmitPassages(body, type, nullable);
                if (type.Any(static member => member.HasInitializer))
                {
                    EmitInitialize(body, part, type);
                }

                if (mode == VimageMode.Instance)
                {
                    EmitCopy(body, part, type);
                }
            });
        }
    }

    /// <summary>Emits what a state struct has once.</summary>
    /// <remarks>A struct whose fields have initializers must have a constructor (CS8983). Nobody calls it.</remarks>
    internal static void EmitHead(SourceWriter writer, string type) => writer
        .Line(Names.GeneratedCode)
        .Block($"partial struct {type}", body => body
            .Line($"private enum {Names.None} {{ }}")
            .Line()
            .Block($"private {type}({Names.None} __vnetNone)", static _ => { }))
        .Line();

    // So that no field seems unused, or never changed, where the variables are statics again.
    private static void EmitAssign(SourceWriter writer, ModulePart part, IGrouping<string, VirtualizedMember> type) => writer.Block(
        $"private static void {Names.Assign(part.Id)}(ref {type.Key} __vnetSource, ref {type.Key} __vnetTarget)", body =>
        {
            foreach (VirtualizedMember member in type)
            {
                string target = member.IsReadOnly ? $"{member.Type} __vnet_{member.Name}" : $"__vnetTarget.{member.Identifier}";
                body.Line($"{target} = __vnetSource.{member.Identifier};");
            }
        });

    private static void EmitPassages(SourceWriter writer, IGrouping<string, VirtualizedMember> type, NullableContext nullable)
    {
        foreach (VirtualizedMember member in type.Where(static member => member.NeedsPassage))
        {
            nullable.Switch(member.IsAnnotated);
            writer.Line().Line(Passage(member));
        }
    }

    private static string Passage(VirtualizedMember member)
    {
        // Volatile is the access by the field's name only.
        if (member.IsVolatile && !member.ByRef)
        {
            return $"internal {member.Type} {member.PassageIdentifier} {{ {Names.Inline}get => {Own(member)}; {Names.Inline}set => {Own(member)} = value; }}";
        }

        // A pointer can't be a type argument.
        string getter = member switch
        {
            { IsReadOnly: false } => $"get => ref {Own(member)};",
            { IsPointer: true } => $"get {{ fixed ({member.Type}* __vnetField = &{Own(member)}) {{ return ref *__vnetField; }} }}",
            _ => $"get => ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in {Own(member)});",
        };
        return $"internal ref {member.Type} {member.PassageIdentifier} {{ {Names.Unscoped}{Names.Inline}{getter} }}";
    }

    // "value" and "field" mean something else inside an accessor.
    private static string Own(VirtualizedMember member) => $"this.{member.Identifier}";

    private static void EmitInitialize(SourceWriter writer, ModulePart part, IGrouping<string, VirtualizedMember> type) => writer
        .Line()
        .Block($"internal static void {Names.Initialize(part.Id)}(ref {type.Key} __vnetState)", body =>
        {
            foreach (VirtualizedMember member in type.Where(static member => member.HasInitializer))
            {
                string variable = member.IsReadOnly ? member.PassageIdentifier : member.Identifier;
                body.Line($"{{ __vnetState.{variable} = {member.Initializer}; }}");
            }
        });

    private static void EmitCopy(SourceWriter writer, ModulePart part, IGrouping<string, VirtualizedMember> type) => writer
        .Line()
        .Block($"internal static void {Names.Copy(part.Id)}(ref {type.Key} __vnetSource, ref {type.Key} __vnetTarget)", body =>
        {
            foreach (VirtualizedMember member in type.Where(static member => !member.IsUnsafe))
            {
                string variable = member.IsReadOnly ? member.PassageIdentifier : member.Identifier;
                body.Line($"{Names.Services}VnetCopier.Copy(ref __vnetSource.{variable}, ref __vnetTarget.{variable});");
            }
        });
}
