using Vimage.Generator.Model;

namespace Vimage.Generator.Emission;

/// <summary>
/// Emits the views that <c>INIT_VNET_x</c> returns: the module's variables over a state that is looked up once.
/// </summary>
/// <remarks>
/// The view for everybody has the members that everybody may see. A type can't see private members of a type nested in it, so
/// its own variables are in a second view that is itself private.
/// </remarks>
internal static class ViewEmitter
{
    /// <summary>Emits the members of one part.</summary>
    internal static void EmitMembers(SourceWriter writer, PartSource source, MemberFormat format, NullableContext nullable)
    {
        if (source.Views.HasOuter && source.Part.Members.Any(static member => member.IsVisibleOutside))
        {
            EmitMembers(writer, GeneratedNames.View, source.Part.Members.Where(static m => m.IsVisibleOutside), format, nullable);
        }

        if (source.Views.HasPrivate)
        {
            EmitMembers(writer, GeneratedNames.PrivateView, source.Part.Members, format, nullable);
        }
    }

    /// <summary>Emits the declarations of the views, and the hooks that return them.</summary>
    internal static void EmitHooks(SourceWriter writer, Module module, VimageMode mode)
    {
        if (module.Views.HasOuter)
        {
            string accessibility = module.Views.Outer == MemberAccessibility.Public ? "public" : "internal";
            EmitView(writer, accessibility, GeneratedNames.View, mode);
            EmitHook(writer, $"{accessibility} static {GeneratedNames.View} {module.HookName}(object vnet)", GeneratedNames.View, mode);
        }

        if (module.Views.HasPrivate)
        {
            EmitView(writer, "private", GeneratedNames.PrivateView, mode);

            // Beside the other, an overload that is the better one where both can be seen: inside the type.
            string parameters = module.Views.HasOuter ? "<TVnet>(TVnet vnet) where TVnet : class" : "(object vnet)";
            EmitHook(
                writer,
                $"private static {GeneratedNames.PrivateView} {module.HookName}{parameters}",
                GeneratedNames.PrivateView,
                mode);
        }
    }

    private static void EmitMembers(
        SourceWriter writer,
        string view,
        IEnumerable<VirtualizedMember> members,
        MemberFormat format,
        NullableContext nullable) => writer.Line().Block($"ref partial struct {view}", body =>
        {
            foreach (VirtualizedMember member in members)
            {
                nullable.Switch(member.IsAnnotated);
                body.Line(Member(member, format.InView(member), isPrivateView: view == GeneratedNames.PrivateView));
            }
        });

    private static string Member(VirtualizedMember member, string variable, bool isPrivateView)
    {
        string accessibility = !isPrivateView && member.Accessibility == MemberAccessibility.Public ? "public" : "internal";
        string head = $"{accessibility} {member.RefModifier}{member.VariableType} {member.AccessorIdentifier}";
        string getter = member.ByRef ? $"get => ref {variable};" : $"get => {variable};";
        bool canSet = !member.ByRef && !member.IsReadOnly && (isPrivateView || member.SetterModifier.Length == 0);
        return $"{head} {{ {getter}{(canSet ? $" set => {variable} = value;" : "")} }}";
    }

    private static void EmitView(SourceWriter writer, string accessibility, string name, VimageMode mode) => writer
        .Line("/// <summary>The variables of this module, over the state of one vnet that was looked up once.</summary>")
        .Line(Names.GeneratedCode)
        .Block($"{accessibility} readonly ref partial struct {name}", view =>
        {
            if (mode != VimageMode.Globals)
            {
                view.Line($"private readonly {Names.BoxedState} _state;")
                    .Line()
                    .Line($"internal {name}(object state) => _state = {Names.AsState}(state);");
            }
        })
        .Line();

    private static void EmitHook(SourceWriter writer, string head, string view, VimageMode mode) => writer
        .Line("/// <summary>Looks up the state that <paramref name=\"vnet\"/> has of this module, once.</summary>")
        .Line("/// <param name=\"vnet\">The vnet; in a loop, the current one, as <c>curvnet</c>.</param>")
        .Line("/// <returns>The module's variables in that vnet.</returns>")
        .Line(Names.GeneratedCode)
        .Line($"{(mode == VimageMode.Instance ? Names.Inline : "")}{head} => {mode switch
        {
            VimageMode.Globals => "default",
            VimageMode.Struct => $"new {view}({Names.Published}.State ?? {Names.Module}.Instance.StateSoFar())",
            _ => $"new {view}({Names.Services}VnetModule.OfOrNull({Names.Module}.SlotNumber, vnet) ?? {Names.Module}.Instance.Of(vnet))",
        }};")
        .Line();
}
