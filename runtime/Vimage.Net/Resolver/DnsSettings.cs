namespace Vimage.Net;

/// <summary>How name servers are asked.</summary>
/// <param name="Timeout">How long to wait for each.</param>
/// <param name="Attempts">How often to go through them.</param>
/// <param name="HasOptions">Say that answers may be longer than 512 bytes (RFC 6891).</param>
internal readonly record struct DnsSettings(TimeSpan Timeout, int Attempts, bool HasOptions);
