namespace Vimage.Proof;

/// <summary>A method that only the build after has.</summary>
/// <param name="Name">Type, name and signature.</param>
/// <param name="By">Who has added it.</param>
public sealed record AddedMethod(string Name, AddedBy By);
