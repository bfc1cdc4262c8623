namespace Vimage.Admin;

/// <summary>Runs a command, with the vnet that it was asked for in as the current one.</summary>
/// <param name="arguments">What it is given.</param>
/// <param name="output">Where it writes to. Waits while nobody reads.</param>
/// <param name="cancellationToken">Cancelled when whoever asked for it is gone, or the vnet is torn down.</param>
/// <returns>A task of the exit code: 0 for success. What it throws is told, and exit code 70.</returns>
public delegate Task<int> AdminCommandHandler(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken);
