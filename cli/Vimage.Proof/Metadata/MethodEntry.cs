using System.Reflection.Metadata;

namespace Vimage.Proof.Metadata;

/// <summary>A method of one of the builds.</summary>
/// <param name="Handle">Its row in metadata.</param>
/// <param name="Key">What it is found by in the other build: type, name and signature.</param>
internal sealed record MethodEntry(MethodDefinitionHandle Handle, string Key);
