namespace Vimage.Generator.Model;

/// <summary>A type declaration's head, as another part of it has to repeat it.</summary>
/// <param name="Keyword">Such as <c>class</c> or <c>record struct</c>.</param>
/// <param name="Name">The name as written, with an <c>@</c> if it has one.</param>
/// <param name="TypeParameters">Such as <c>&lt;T, U&gt;</c>, or nothing.</param>
/// <param name="Arity">The number of type parameters.</param>
internal sealed record TypeHeader(string Keyword, string Name, string TypeParameters, int Arity);
