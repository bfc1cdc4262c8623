namespace Vimage.Migration;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">How many of its parts are done.</param>
/// <param name="Total">How many it has; 0 if that is not known.</param>
public readonly record struct StepProgress(string Step, int Done, int Total);
