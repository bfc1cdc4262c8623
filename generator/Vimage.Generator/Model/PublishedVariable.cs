namespace Vimage.Generator.Model;

/// <summary>What a variable is known by outside the program.</summary>
/// <param name="Name">The name, such as <c>net.inet.ip.ttl</c>.</param>
/// <param name="Description">Its summary.</param>
/// <param name="Unit">Its unit; empty if its documentation says nothing.</param>
internal sealed record PublishedVariable(string Name, string Description, string Unit);
