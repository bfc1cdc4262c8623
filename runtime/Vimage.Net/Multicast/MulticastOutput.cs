namespace Vimage.Net;

/// <summary>An interface that packets to a group are sent on by. (FreeBSD: a vif or mif, and its place in <c>mfcc_ttls</c>.)</summary>
/// <param name="Interface">The interface.</param>
/// <param name="Threshold">The time to live, or the hop limit, that a packet must have more of: 0 to 255. 1 lets all pass that are to live on.</param>
public sealed record MulticastOutput(Ifnet Interface, int Threshold = 1);
