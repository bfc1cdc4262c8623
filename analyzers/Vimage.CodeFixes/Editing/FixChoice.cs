namespace Vimage.CodeFixes.Editing;

/// <summary>One way to correct a diagnostic.</summary>
/// <param name="Key">The equivalence key: fixes with the same key are done together by Fix All.</param>
/// <param name="Title">What the light bulb says.</param>
internal sealed record FixChoice(string Key, string Title);
