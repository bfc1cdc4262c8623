namespace Vimage.Generator.Model;

/// <summary>A <c>[VnetInit]</c> or <c>[VnetUninit]</c> method.</summary>
/// <param name="Name">The method's name as source spells it.</param>
/// <param name="TakesVnet">Whether it has the vnet as its parameter.</param>
/// <param name="IsUninit">Whether it is a <c>[VnetUninit]</c> method.</param>
internal sealed record ModuleHook(string Name, bool TakesVnet, bool IsUninit);
