using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>Reads the variables of a state struct. A mark on one of its fields only adds options.</summary>
internal static class StateStructReader
{
    internal static void Read(
        TypeDeclarationSyntax type, NullableDirectives nullable, ImmutableArray<VirtualizedMember>.Builder members)
    {
        bool isByRef = Marks.Find(type, Marks.Virtualized) is { } mark && Eligibility.IsByRef(mark);
        foreach (FieldDeclarationSyntax field in StateStructs.VariablesOf(type))
        {
            AttributeSyntax? options = Marks.Find(field, Marks.Virtualized);
            members.AddRange(MemberReader
                .ReadField(field, options, nullable.IsAnnotatedAt(field.SpanStart))
                .Select(variable => variable with
                {
                    ByRef = variable.ByRef || isByRef,
                    StateStruct = type.Identifier.Text,
                    StaticAttributes = MemberReader.AttributesOf(field, IsOfStatic),

                    // In an interface the default would be another one than in a struct.
                    Modifiers = variable.Accessibility == MemberAccessibility.Private ? "private" : variable.Modifiers,
                }));
        }
    }

    private static bool IsOfStatic(AttributeSyntax attribute) =>
        !Marks.IsNamed(attribute.Name, Marks.Virtualized) && !Marks.IsNamed(attribute.Name, "FieldOffset");
}
