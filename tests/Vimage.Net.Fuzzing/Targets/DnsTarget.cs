namespace Vimage.Net.Fuzzing;

/// <summary>Answers of name servers.</summary>
internal static class DnsTarget
{
    private const int LeastRecord = 11;
    private const ushort DomainPort = 53;

    internal static void Run(ReadOnlySpan<byte> input)
    {
        if (DnsResponse.TryRead(input) is { } response && (response.Answers.Count > input.Length / LeastRecord || response.Lifetime > 24 * 60 * 60))
        {
            throw new InvalidOperationException($"{response.Answers.Count} answers for {response.Lifetime} s are in {input.Length} bytes.");
        }
    }

    internal static IEnumerable<byte[]> Seeds(IReadOnlyList<byte[]> frames) => frames.Select(MessageIn).Where(static each => each.Length > 0);

    private static byte[] MessageIn(byte[] frame)
    {
        if (EthernetHeader.Type(frame) != EtherType.Ipv4)
        {
            return [];
        }

        IpHeader ip = new(frame.AsSpan(EthernetHeader.Size));
        if (ip.Protocol != IpProtocol.Udp || ip.IsFragment || ip.Payload.Length < UdpHeader.Size || new UdpHeader(ip.Payload).SourcePort != DomainPort)
        {
            return [];
        }

        return ip.Payload[UdpHeader.Size..].ToArray();
    }
}
