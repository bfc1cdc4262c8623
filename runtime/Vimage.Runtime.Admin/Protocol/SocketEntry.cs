namespace Vimage.Admin.Protocol;

/// <summary>A socket of a vnet.</summary>
/// <param name="Protocol">The protocol, such as <c>tcp</c>.</param>
/// <param name="Local">Its own address and port.</param>
/// <param name="Remote">The other end's; <see langword="null"/> if it is not connected.</param>
/// <param name="State">The state of the connection; <see langword="null"/> if the protocol has none.</param>
/// <param name="ReceiveQueue">The bytes that nobody has read.</param>
/// <param name="SendQueue">The bytes that the other end has not acknowledged.</param>
public sealed record SocketEntry(string Protocol, string Local, string? Remote, string? State, int ReceiveQueue, int SendQueue);
