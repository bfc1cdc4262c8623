namespace Vimage.Generator.Model;

/// <summary>A <c>[VnetInit]</c>, <c>[VnetUninit]</c> or <c>[VnetClone]</c> method.</summary>
/// <param name="Name">The method's name as source spells it.</param>
/// <param name="TakesVnet">Whether it has a vnet as its parameter.</param>
/// <param name="Kind">Which of the three it is.</param>
/// <param name="Position">When it runs, or <see langword="null"/> if it does not say.</param>
/// <param name="Fault">An argument of its mark that has to be computed, or <see langword="null"/>.</param>
internal sealed record ModuleHook(string Name, bool TakesVnet, HookKind Kind, HookPosition? Position, string? Fault);
