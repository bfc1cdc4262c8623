namespace Vimage.Admin.Protocol;

/// <summary>Something that a protocol counts in a vnet.</summary>
/// <param name="Protocol">The protocol, such as <c>ip</c>.</param>
/// <param name="Name">What is counted.</param>
/// <param name="Value">How many.</param>
public sealed record CounterEntry(string Protocol, string Name, long Value);
