namespace Vimage.Wormholes.Tests;

/// <summary>A form of wormholes within a process, and how tests use it.</summary>
/// <typeparam name="TEnd">What its ends are.</typeparam>
/// <param name="Open">Opens one.</param>
/// <param name="Load">Makes what goes from one end to another.</param>
/// <param name="Relay">Receives a piece, if there is one, and sends it on; returns whether there was.</param>
internal sealed record LocalForm<TEnd>(
    Func<Vnet, Vnet, WormholeOptions, LocalWormhole<TEnd>> Open, Func<TEnd, TEnd, Cargo> Load, Func<TEnd, TEnd, bool> Relay)
    where TEnd : WormholeEnd;
