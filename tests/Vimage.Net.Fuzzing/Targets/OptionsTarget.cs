namespace Vimage.Net.Fuzzing;

/// <summary>Options of TCP and of IP. What was read of TCP's is written again, and reads the same.</summary>
internal static class OptionsTarget
{
    internal static void Run(ReadOnlySpan<byte> input)
    {
        input = input[..Math.Min(input.Length, TcpHeader.MaxOptions)];
        RunTcp(input);
        Span<byte> copy = stackalloc byte[TcpHeader.MaxOptions];
        _ = IpOptions.IsAcceptable(input, out int fault);
        int copied = IpOptions.CopyForFragment(input, copy);
        if (fault > input.Length || copied > ((input.Length + 3) & ~3))
        {
            throw new InvalidOperationException($"A fault at {fault} and {copied} bytes for fragments are in {input.Length} bytes.");
        }
    }

    internal static IEnumerable<byte[]> Seeds(IReadOnlyList<byte[]> frames) => frames.SelectMany(OptionsIn).Where(static each => each.Length > 0);

    private static void RunTcp(ReadOnlySpan<byte> input)
    {
        TcpOptions options = TcpOptions.Read(input);
        Span<byte> written = stackalloc byte[TcpHeader.MaxOptions];
        written = written[..options.Write(written)];
        TcpOptions again = TcpOptions.Read(written);
        if (again.Mss != options.Mss || again.HasTimestamps != options.HasTimestamps || again.TsValue != options.TsValue || again.TsEcho != options.TsEcho)
        {
            throw new InvalidOperationException("What was written of options is not what was read of them.");
        }
    }

    private static IEnumerable<byte[]> OptionsIn(byte[] frame)
    {
        if (EthernetHeader.Type(frame) != EtherType.Ipv4)
        {
            return [];
        }

        IpHeader ip = new(frame.AsSpan(EthernetHeader.Size));
        if (ip.HeaderLength < IpHeader.MinSize || ip.HeaderLength > frame.Length - EthernetHeader.Size)
        {
            return [];
        }

        if (ip.Protocol != IpProtocol.Tcp || ip.Payload.Length < TcpHeader.MinSize)
        {
            return [ip.Options.ToArray()];
        }

        TcpHeader tcp = new(ip.Payload);
        bool isWhole = tcp.HeaderLength >= TcpHeader.MinSize && tcp.HeaderLength <= ip.Payload.Length;
        return [ip.Options.ToArray(), isWhole ? tcp.Options.ToArray() : []];
    }
}
