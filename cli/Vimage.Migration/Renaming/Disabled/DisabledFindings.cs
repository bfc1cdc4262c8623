using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Migration.Renaming.Edits;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming.Disabled;

/// <summary>What the words in disabled branches mean once those are enabled.</summary>
internal sealed class DisabledFindings
{
    /// <summary>Gets the uses of globals.</summary>
    internal List<Use> Uses { get; } = [];

    /// <summary>Gets the declarations that take a global's stead.</summary>
    internal List<GlobalDeclaration> Declarations { get; } = [];

    /// <summary>Gets the heads of types that have globals.</summary>
    internal List<TypeDeclarationSyntax> Types { get; } = [];

    /// <summary>Gets the names that mean something else.</summary>
    internal List<DisabledName> Others { get; } = [];
}
