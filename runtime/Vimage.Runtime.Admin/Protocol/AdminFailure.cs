namespace Vimage.Admin.Protocol;

/// <summary>Why a request has failed: the data of the error.</summary>
/// <param name="Errno">The name of the errno, such as <c>ENOENT</c>.</param>
/// <param name="Vnet">The vnet that it is about, if it is about one.</param>
public sealed record AdminFailure(string Errno, string? Vnet);
