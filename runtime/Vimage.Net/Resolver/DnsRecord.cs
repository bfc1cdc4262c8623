using System.Net;

namespace Vimage.Net;

/// <summary>What an answer says of a name: an address, or another name.</summary>
internal readonly record struct DnsRecord(string Name, DnsType Type, IPAddress? Address, string? Target);
