namespace Vimage.Migration.Renaming.Edits;

/// <summary>How a variable is to be declared. Variables of one declaration that differ in this have to part.</summary>
/// <param name="Mark">Its mark.</param>
/// <param name="IsPartial">Whether it is a partial member.</param>
/// <param name="IsWritable">Whether it can't be <c>readonly</c>.</param>
internal readonly record struct DeclarationForm(MarkKind Mark, bool IsPartial, bool IsWritable);
