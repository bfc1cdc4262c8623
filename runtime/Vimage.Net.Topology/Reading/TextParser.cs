using System.Diagnostics.CodeAnalysis;

namespace Vimage.Net.Topology.Reading;

/// <summary>Reads a value.</summary>
/// <returns>Whether the text is one.</returns>
internal delegate bool TextParser<T>(string text, [NotNullWhen(true)] out T? value);
