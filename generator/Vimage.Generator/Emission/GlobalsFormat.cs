using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>
/// <c>Globals</c>: the accessor is the static itself. Its body is one field instruction and <c>ret</c>, which is what lets the
/// build put that instruction in place of the call.
/// </summary>
internal sealed class GlobalsFormat(TypePath type) : MemberFormat(type)
{
    internal override string InView(VirtualizedMember member) => member.Kind switch
    {
        MemberKind.Property => $"{Type.ToQualifiedName()}.{member.Identifier}",
        _ => Raw(member),
    };

    // As the user would have written it there.
    protected override void WriteStatic(SourceWriter writer, VirtualizedMember member)
    {
        WriteDocumentation(writer, member);
        string modifier = member.IsReadOnly ? "readonly " : member.IsVolatile ? "volatile " : "";
        string initializer = member.Initializer is null ? "" : $" = {member.Initializer}";
        writer.Line($"{member.StaticAttributes}{Prefixed(member.Modifiers)}static {modifier}{member.Type} {member.Identifier}{initializer};");
    }

    protected override void WriteField(SourceWriter writer, VirtualizedMember member)
    {
        string head = FieldHead(writer, member);
        string raw = Raw(member);
        writer.Line(member switch
        {
            { ByRef: true } => $"{head} => ref {raw};",
            { IsReadOnly: true } => $"{head} => {raw};",
            _ => $"{head} {{ get => {raw}; set => {raw} = value; }}",
        });
    }

    protected override void WriteProperty(SourceWriter writer, VirtualizedMember member)
    {
        if (member.ByRef)
        {
            // A property by reference has no backing field; its variable has to be declared.
            writer.Line(Names.GeneratedCode).Line($"private static {member.Type} {member.RawIdentifier};");
            writer.Line($"{PropertyHead(writer, member)} {{ get => ref {member.RawIdentifier}; }}");
            return;
        }

        string setter = member.IsReadOnly ? "" : $"{Prefixed(member.SetterModifier)}set => field = value; ";
        writer.Line($"{PropertyHead(writer, member)} {{ {Prefixed(member.GetterModifier)}get => field; {setter}}}");
    }

    protected override void WriteEvent(SourceWriter writer, VirtualizedMember member)
    {
        writer.Line(Names.GeneratedCode)
            .Line($"private static {member.VariableType} {member.RawIdentifier};");
        WriteEventAccessors(writer, member, member.RawIdentifier);
        WriteDelegate(writer, member, "", member.RawIdentifier);
    }

    // "value" and "field" mean something else inside an accessor.
    private string Raw(VirtualizedMember member) => member.RawIdentifier is "value" or "field"
        ? $"{Type.ToQualifiedName()}.{member.RawIdentifier}"
        : member.RawIdentifier;
}
