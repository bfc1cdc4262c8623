using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>
/// <c>Struct</c> and <c>Instance</c>: the accessor is a field of a state struct; the process's one, or the current vnet's.
/// </summary>
internal sealed class StateFormat(TypePath type, bool isPerVnet) : MemberFormat(type)
{
    internal override string InView(VirtualizedMember member) => $"_state.State.{member.StatePath}";

    protected override void WriteStatic(SourceWriter writer, VirtualizedMember member) =>
        WriteField(writer, member, member.Identifier);

    protected override void WriteField(SourceWriter writer, VirtualizedMember member) =>
        WriteField(writer, member, member.AccessorIdentifier);

    protected override void WriteProperty(SourceWriter writer, VirtualizedMember member)
    {
        string variable = Variable(member);
        string getter = Prefixed(member.GetterModifier);
        writer.Block(PropertyHead(writer, member), body =>
        {
            if (member.ByRef)
            {
                body.Line($"{Names.Inline}get => ref {variable};");
                return;
            }

            if (member.HasInitializer)
            {
                WriteGetterWithRaw(body, getter, member);
            }
            else
            {
                body.Line($"{Names.Inline}{getter}get => {variable};");
            }

            if (!member.IsReadOnly)
            {
                body.Line($"{Names.Inline}{Prefixed(member.SetterModifier)}set => {variable} = value;");
            }
        });
    }

    protected override void WriteEvent(SourceWriter writer, VirtualizedMember member)
    {
        string variable = Variable(member);
        WriteEventAccessors(writer, member, variable);
        WriteDelegate(writer, member, Names.Inline, variable);
    }

    private void WriteField(SourceWriter writer, VirtualizedMember member, string name)
    {
        string variable = Variable(member);
        writer.Block(FieldHead(writer, member, name), body =>
        {
            body.Line($"{Names.Inline}get => {(member.ByRef ? "ref " : "")}{variable};");
            if (!member.ByRef && !member.IsReadOnly)
            {
                body.Line($"{Names.Inline}set => {variable} = value;");
            }
        });
    }

    // The property's own initializer has filled its backing field, which nobody but this getter can reach: the getter hands
    // it out while the compiler's run is being adopted. Only before the first use does an access look at that.
    private void WriteGetterWithRaw(SourceWriter writer, string modifier, VirtualizedMember member) =>
        writer.Line(Names.Inline.TrimEnd()).Block($"{modifier}get", body => body
            .Line($"{Names.BoxedState} __state = {CurrentOrNull(member)};")
            .Block("if (__state is null)", first => first
                .Block($"if ({Names.Module}.Instance.IsReadingRaw)", raw => raw.Line("return field;"))
                .Line($"return {Variable(member)};"))
            .Line($"return __state.State.{member.Identifier};"));

    private string Variable(VirtualizedMember member) => isPerVnet
        ? $"{Names.Current}(\"{member.Name}\").{member.StatePath}"
        : $"{Names.Current}().{member.StatePath}";

    private string CurrentOrNull(VirtualizedMember member) => isPerVnet
        ? $"{Names.AsState}({Names.Services}VnetModule.CurrentOrNull("
            + $"{Names.Module}.SlotNumber))"
        : $"{Names.Published}.State";
}
