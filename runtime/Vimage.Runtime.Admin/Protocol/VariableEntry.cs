namespace Vimage.Admin.Protocol;

/// <summary>A variable that has a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, in the invariant culture.</param>
/// <param name="Unit">The unit of the value; empty if it has none.</param>
/// <param name="Description">What it is.</param>
/// <param name="IsReadOnly">Whether it can't be set.</param>
public sealed record VariableEntry(string Name, string Value, string Unit, string Description, bool IsReadOnly);
