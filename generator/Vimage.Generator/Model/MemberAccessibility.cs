namespace Vimage.Generator.Model;

/// <summary>Who may use a member, as far as a generated view has to know.</summary>
internal enum MemberAccessibility
{
    /// <summary>Private, protected, or private protected: seen by a private view only.</summary>
    Private,

    /// <summary>Internal or protected internal.</summary>
    Internal,

    Public,
}
