namespace Vimage.Admin.Protocol;

/// <summary>A command of the process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
public sealed record CommandEntry(string Name, string Description);
