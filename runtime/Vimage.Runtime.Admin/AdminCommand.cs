namespace Vimage.Admin;

/// <summary>Something that can be run from outside inside a vnet.</summary>
/// <param name="Name">The name that it is asked for by: without white space.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Handler">Runs it.</param>
public sealed record AdminCommand(string Name, string Description, AdminCommandHandler Handler);
