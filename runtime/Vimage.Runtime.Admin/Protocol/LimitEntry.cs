namespace Vimage.Admin.Protocol;

/// <summary>What a vnet, with all below it, has and may have of something.</summary>
/// <param name="Name">The quota; <c>children</c> for vnets.</param>
/// <param name="Used">How much it has.</param>
/// <param name="Limit">How much it may have; <see langword="null"/> for no limit of its own.</param>
public sealed record LimitEntry(string Name, long Used, long? Limit);
