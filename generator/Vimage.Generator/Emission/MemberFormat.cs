using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>How the member that users read a variable by looks, in one of the modes.</summary>
internal abstract class MemberFormat(TypePath type)
{
    protected TypePath Type { get; } = type;

    internal static MemberFormat Of(VimageMode mode, TypePath type) => mode switch
    {
        VimageMode.Globals => new GlobalsFormat(type),
        VimageMode.Struct => new StateFormat(type, isPerVnet: false),
        _ => new StateFormat(type, isPerVnet: true),
    };

    /// <summary>Writes the accessor of a field, or the implementing part of a property or event.</summary>
    internal void WriteMember(SourceWriter writer, VirtualizedMember member)
    {
        switch (member.Kind)
        {
            case MemberKind.Field when member.IsGraduated:
                WriteStatic(writer, member);
                writer.Line();
                WriteField(writer, member);
                break;
            case MemberKind.Field:
                WriteField(writer, member);
                break;
            case MemberKind.Property:
                WriteProperty(writer, member);
                break;
            case MemberKind.Event:
                WriteEvent(writer, member);
                break;
        }
    }

    /// <summary>Returns the variable, as an expression in a member of a view.</summary>
    internal abstract string InView(VirtualizedMember member);

    /// <summary>Writes what stands, under its own name, for a variable that the user declares in a state struct.</summary>
    protected abstract void WriteStatic(SourceWriter writer, VirtualizedMember member);

    protected abstract void WriteField(SourceWriter writer, VirtualizedMember member);

    protected abstract void WriteProperty(SourceWriter writer, VirtualizedMember member);

    protected abstract void WriteEvent(SourceWriter writer, VirtualizedMember member);

    /// <summary>Writes the head that an accessor of a field has in every mode.</summary>
    protected static string FieldHead(SourceWriter writer, VirtualizedMember member) =>
        FieldHead(writer, member, member.AccessorIdentifier);

    protected static string FieldHead(SourceWriter writer, VirtualizedMember member, string name)
    {
        WriteDocumentation(writer, member);
        return $"{member.Attributes}{Prefixed(member.Modifiers)}static {member.RefModifier}{member.Type} {name}";
    }

    protected static void WriteDocumentation(SourceWriter writer, VirtualizedMember member) => writer
        .Line($"/// <inheritdoc cref=\"{(member.IsGraduated ? member.StateStruct + "." : "")}{member.Identifier}\"/>")
        .Line(Names.GeneratedCode);

    /// <summary>Writes the delegate property that an event is raised by, over the expression <paramref name="variable"/>.</summary>
    protected static void WriteDelegate(SourceWriter writer, VirtualizedMember member, string inline, string variable)
    {
        writer.Line().Line($"/// <summary>The delegate of <see cref=\"{member.Identifier}\"/>, to raise it by.</summary>")
            .Line(Names.GeneratedCode)
            .Line($"private static {member.VariableType} {member.AccessorIdentifier} "
                + $"{{ {inline}get => {variable}; {inline}set => {variable} = value; }}");
    }

    /// <summary>
    /// Writes the implementing part of an event as the compiler writes a field-like one: a loop that swaps in the changed
    /// delegate, so that subscribing is safe from any thread.
    /// </summary>
    protected static void WriteEventAccessors(SourceWriter writer, VirtualizedMember member, string variable)
    {
        string type = member.VariableType;
        writer.Line(Names.GeneratedCode).Block($"{member.Modifiers} event {member.Type} {member.Identifier}", body =>
        {
            WriteSwap(body, "add", "Combine");
            WriteSwap(body, "remove", "Remove");
        });

        void WriteSwap(SourceWriter body, string accessor, string method) => body.Block(accessor, loop =>
        {
            loop.Line($"{type} __seen = {variable};")
                .Line($"{type} __expected;")
                .Block("do", attempt => attempt
                    .Line("__expected = __seen;")
                    .Line($"{type} __changed = ({type})global::System.Delegate.{method}(__expected, value);")
                    .Line("__seen = global::System.Threading.Interlocked.CompareExchange("
                        + $"ref {variable}, __changed, __expected);"))
                .Line("while ((object)__seen != (object)__expected);");
        });
    }

    /// <summary>Writes the head of the implementing part of a property.</summary>
    protected static string PropertyHead(SourceWriter writer, VirtualizedMember member)
    {
        writer.Line(Names.GeneratedCode);
        return $"{member.Modifiers} {member.RefModifier}{member.Type} {member.Identifier}";
    }

    protected static string Prefixed(string modifiers) => modifiers.Length == 0 ? "" : modifiers + " ";
}
