namespace Vimage.Migration.Graduating;

/// <summary>A module whose variables are moved into a state struct, or back.</summary>
/// <param name="Name">The type's full name.</param>
/// <param name="Variables">How many variables are moved.</param>
public sealed record GraduatedModule(string Name, int Variables);
