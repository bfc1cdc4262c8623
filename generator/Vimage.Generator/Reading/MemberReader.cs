using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>Reads the marked variables of a declaration.</summary>
internal static class MemberReader
{
    // Attributes that say something to whoever uses the variable, and so belong on the accessor too.
    private static readonly string[] s_carriedOver =
        ["Obsolete", "EditorBrowsable", "CLSCompliant", "AllowNull", "DisallowNull", "MaybeNull", "NotNull", "Experimental"];

    internal static void Read(
        MemberDeclarationSyntax member, NullableDirectives nullable, ImmutableArray<VirtualizedMember>.Builder members)
    {
        if (Marks.Find(member, Marks.Virtualized) is not { } mark || !Eligibility.IsEligible(member))
        {
            return;
        }

        bool? isAnnotated = nullable.IsAnnotatedAt(member.SpanStart);
        switch (member)
        {
            case FieldDeclarationSyntax field:
                members.AddRange(ReadField(field, mark, isAnnotated));
                break;
            case PropertyDeclarationSyntax property:
                members.Add(ReadProperty(property, mark, isAnnotated));
                break;
            case EventFieldDeclarationSyntax @event:
                members.AddRange(ReadEvent(@event, isAnnotated));
                break;
        }
    }

    /// <summary>Reads the variables of one declaration.</summary>
    /// <param name="field">The declaration.</param>
    /// <param name="mark">Its mark; a field of a state struct need not have one.</param>
    /// <param name="isAnnotated">Whether nullable annotations are enabled there.</param>
    internal static IEnumerable<VirtualizedMember> ReadField(FieldDeclarationSyntax field, AttributeSyntax? mark, bool? isAnnotated)
    {
        TypeSyntax type = field.Declaration.Type;
        string typeText = TokenText.Of(type);
        string modifiers = ModifiersOf(field, static token => IsAccess(token) || token.IsKind(SyntaxKind.NewKeyword));
        string attributes = AttributesOf(field, IsCarriedOver);
        bool byRef = mark is not null && Eligibility.IsByRef(mark);
        PublishedVariable? published = mark is null ? null : PublishedBy(mark, field);
        foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
        {
            yield return new VirtualizedMember(
                MemberKind.Field,
                variable.Identifier.ValueText,
                typeText,
                AccessibilityOf(field),
                modifiers,
                attributes,
                byRef,
                IsReadOnly: Eligibility.Has(field, SyntaxKind.ReadOnlyKeyword),
                IsVolatile: Eligibility.Has(field, SyntaxKind.VolatileKeyword),
                GetterModifier: "",
                SetterModifier: "",
                InitializerText.Of(variable.Initializer, type),
                InitializerText.IsLiteral(variable.Initializer, type),
                ConstantInitializer.Is(variable.Initializer, type),
                isAnnotated,
                published);
            published = null;
        }
    }

    internal static string AttributesOf(MemberDeclarationSyntax member, Func<AttributeSyntax, bool> which) => string.Concat(
        member.AttributeLists
            .Where(static list => list.Target is null)
            .SelectMany(static list => list.Attributes)
            .Where(which)
            .Select(static attribute => $"[{TokenText.Of(attribute)}] "));

    private static VirtualizedMember ReadProperty(PropertyDeclarationSyntax property, AttributeSyntax mark, bool? isAnnotated)
    {
        RefTypeSyntax? byRef = property.Type as RefTypeSyntax;
        TypeSyntax type = byRef?.Type ?? property.Type;
        SyntaxList<AccessorDeclarationSyntax> accessors = property.AccessorList!.Accessors;
        AccessorDeclarationSyntax? setter = accessors.FirstOrDefault(static a => a.IsKind(SyntaxKind.SetAccessorDeclaration));
        AccessorDeclarationSyntax? getter = accessors.FirstOrDefault(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        return new VirtualizedMember(
            MemberKind.Property,
            property.Identifier.ValueText,
            TokenText.Of(type),
            AccessibilityOf(property),
            ModifiersOf(property, static _ => true),
            Attributes: "",
            ByRef: byRef is not null,
            IsReadOnly: byRef is null ? setter is null : !byRef.ReadOnlyKeyword.IsKind(SyntaxKind.None),
            IsVolatile: false,
            getter is null ? "" : TokenText.Of(getter.Modifiers),
            setter is null ? "" : TokenText.Of(setter.Modifiers),
            InitializerText.Of(property.Initializer, type),
            InitializerText.IsLiteral(property.Initializer, type),
            ConstantInitializer.Is(property.Initializer, type),
            isAnnotated,
            PublishedBy(mark, property));
    }

    private static IEnumerable<VirtualizedMember> ReadEvent(EventFieldDeclarationSyntax @event, bool? isAnnotated)
    {
        foreach (VariableDeclaratorSyntax variable in @event.Declaration.Variables)
        {
            yield return new VirtualizedMember(
                MemberKind.Event,
                variable.Identifier.ValueText,
                TokenText.Of(@event.Declaration.Type),
                AccessibilityOf(@event),
                ModifiersOf(@event, static _ => true),
                Attributes: "",
                ByRef: false,
                IsReadOnly: false,
                IsVolatile: false,
                GetterModifier: "",
                SetterModifier: "",
                Initializer: null,
                IsLiteral: false,
                IsConstant: false,
                isAnnotated,
                Published: null);
        }
    }

    private static PublishedVariable? PublishedBy(AttributeSyntax mark, MemberDeclarationSyntax member) =>
        Eligibility.VariableName(mark) is { } name
            ? new PublishedVariable(name, Documentation.Of(member, "summary"), Documentation.Of(member, "unit"))
            : null;

    private static MemberAccessibility AccessibilityOf(MemberDeclarationSyntax member)
    {
        bool isInternal = Eligibility.Has(member, SyntaxKind.InternalKeyword);
        bool isRestricted = Eligibility.Has(member, SyntaxKind.PrivateKeyword)
            || Eligibility.Has(member, SyntaxKind.ProtectedKeyword)
            || member.Parent is not InterfaceDeclarationSyntax;
        return Eligibility.Has(member, SyntaxKind.PublicKeyword) || !(isInternal || isRestricted) ? MemberAccessibility.Public
            : isInternal ? MemberAccessibility.Internal
            : MemberAccessibility.Private;
    }

    private static bool IsAccess(SyntaxToken token) => token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
        or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword;

    private static string ModifiersOf(MemberDeclarationSyntax member, Func<SyntaxToken, bool> which) =>
        string.Join(" ", member.Modifiers.Where(which).Select(static token => token.Text));

    private static bool IsCarriedOver(AttributeSyntax attribute) =>
        s_carriedOver.Any(name => Marks.IsNamed(attribute.Name, name));
}
