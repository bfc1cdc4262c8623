using Microsoft.CodeAnalysis;
using Vimage.Migration.Globals;

namespace Vimage.Migration.Renaming;

/// <summary>A place where source uses a global.</summary>
/// <param name="Global">The global.</param>
/// <param name="Name">The name, as a token.</param>
/// <param name="Needs">What it needs of the accessor.</param>
internal readonly record struct Use(GlobalKey Global, SyntaxToken Name, UseNeeds Needs);
