namespace Vimage.Generator.Model;

/// <summary>A marked variable, as text that means the same in a file with the same usings and namespaces.</summary>
/// <param name="Kind">Field, property or event.</param>
/// <param name="Name">The name, without any <c>@</c>.</param>
/// <param name="Type">The type's text.</param>
/// <param name="Accessibility">Who may use it.</param>
/// <param name="Modifiers">
/// Of a field: accessibility and <c>new</c>. Of a property or event: all modifiers, as the implementing part repeats them.
/// </param>
/// <param name="Attributes">Attributes that the accessor takes over, as text.</param>
/// <param name="ByRef">The accessor returns the variable itself.</param>
/// <param name="IsReadOnly">A <c>readonly</c> field, or a property without a setter.</param>
/// <param name="IsVolatile">A <c>volatile</c> field.</param>
/// <param name="GetterModifier">Of a property: such as <c>private</c>, or nothing.</param>
/// <param name="SetterModifier">Of a property: likewise.</param>
/// <param name="Initializer">An expression that may stand on the right of an assignment, or <see langword="null"/>.</param>
/// <param name="IsLiteral">Whether the initializer runs no code, unless the variable's type converts it by some.</param>
/// <param name="IsConstant">Whether the initializer is sure to run no code.</param>
/// <param name="IsAnnotated">
/// Whether the nullable annotation context is enabled where the variable is declared; <see langword="null"/> if that is
/// left to the project.
/// </param>
/// <param name="Published">What it is known by outside the program, if it has a name there.</param>
/// <param name="StateStruct">The state struct of the user's that declares it; <see langword="null"/> for a static.</param>
/// <param name="StaticAttributes">Of a field of a state struct: all that a static in its place has, as text.</param>
internal sealed record VirtualizedMember(
    MemberKind Kind,
    string Name,
    string Type,
    MemberAccessibility Accessibility,
    string Modifiers,
    string Attributes,
    bool ByRef,
    bool IsReadOnly,
    bool IsVolatile,
    string GetterModifier,
    string SetterModifier,
    string? Initializer,
    bool IsLiteral,
    bool IsConstant,
    bool? IsAnnotated,
    PublishedVariable? Published,
    string? StateStruct = null,
    string StaticAttributes = "")
{
    /// <summary>Gets the name as source spells it.</summary>
    internal string Identifier => Identifiers.Escape(Name);

    /// <summary>Gets the name of the member that users read the variable by.</summary>
    internal string AccessorIdentifier =>
        Kind == MemberKind.Property ? Identifier : GeneratedNames.Accessor(Name);

    /// <summary>
    /// Gets the name of the raw static that holds the variable in <c>Globals</c>. A property that is not by reference has
    /// none: its backing field is the compiler's.
    /// </summary>
    internal string RawIdentifier => Kind == MemberKind.Field ? Identifier : "__raw_" + Name;

    /// <summary>Gets a value indicating whether the user declares it as a field of a state struct.</summary>
    internal bool IsGraduated => StateStruct is not null;

    /// <summary>Gets where the variable is in the module's state.</summary>
    internal string StatePath => IsGraduated
        ? $"{StateStruct}.{(NeedsPassage ? PassageIdentifier : Identifier)}"
        : Identifier;

    /// <summary>
    /// Gets a value indicating whether the type around a state struct can't use the field itself: it is private, or is
    /// written when it is read-only.
    /// </summary>
    internal bool NeedsPassage => IsGraduated && (IsReadOnly || Accessibility == MemberAccessibility.Private);

    /// <summary>Gets the name of the member of a state struct that leads to such a field.</summary>
    internal string PassageIdentifier => "__vnet_" + Name;

    /// <summary>Gets a value indicating whether the raw static, or backing field, has an initializer of the user's.</summary>
    internal bool HasInitializer => Initializer is not null;

    /// <summary>Gets the type's text with a <c>?</c> where the variable is an event's delegate, null when nobody listens.</summary>
    internal string VariableType =>
        Kind == MemberKind.Event && !Type.EndsWith("?", StringComparison.Ordinal) ? Type + "?" : Type;

    /// <summary>Gets <c>ref</c>, <c>ref readonly</c> or nothing, as it stands before the accessor's type.</summary>
    internal string RefModifier => !ByRef ? "" : IsReadOnly ? "ref readonly " : "ref ";

    /// <summary>Gets what the raw value is read by: the static, or the property that hands out its backing field.</summary>
    internal string RawOrProperty => Kind == MemberKind.Property ? Identifier : RawIdentifier;

    internal bool IsPointer => Type.EndsWith("*", StringComparison.Ordinal)
        || (Type.StartsWith("delegate*", StringComparison.Ordinal) && Type.EndsWith(">", StringComparison.Ordinal));

    /// <summary>Gets a value indicating whether the type can be named in unsafe code only.</summary>
    internal bool IsUnsafe => Type.IndexOf('*') >= 0;

    /// <summary>Gets a value indicating whether code outside the type may read the variable.</summary>
    internal bool IsVisibleOutside =>
        Accessibility != MemberAccessibility.Private && Kind != MemberKind.Event && GetterModifier.Length == 0;

    /// <summary>Gets a value indicating whether the type may do more with the variable than code outside.</summary>
    internal bool IsPartlyPrivate => !IsVisibleOutside || SetterModifier.Length > 0;
}
