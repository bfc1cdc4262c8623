using System.Net;

namespace Vimage.Net;

/// <summary>What an answer says of a name: an address, or another name; and for how many seconds that is so.</summary>
internal readonly record struct DnsRecord(string Name, DnsType Type, uint Lifetime, IPAddress? Address, string? Target);
