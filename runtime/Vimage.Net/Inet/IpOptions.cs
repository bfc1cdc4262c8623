namespace Vimage.Net;

/// <summary>The options of an IPv4 header (RFC 791, 3.1).</summary>
internal static class IpOptions
{
    private const byte End = 0;
    private const byte NoOperation = 1;
    private const byte LooseSourceRoute = 131;
    private const byte StrictSourceRoute = 137;
    private const byte CopiedFlag = 0x80;

    /// <summary>
    /// Returns whether the options are well formed, and none of them asks for a source route, which hosts and routers have
    /// long refused. (FreeBSD: <c>net.inet.ip.accept_sourceroute</c> is 0.)
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="fault">Where what is wrong is.</param>
    internal static bool IsAcceptable(ReadOnlySpan<byte> options, out int fault)
    {
        for (fault = 0; fault < options.Length && options[fault] != End;)
        {
            if (options[fault] is LooseSourceRoute or StrictSourceRoute)
            {
                return false;
            }

            int length = LengthAt(options, fault);
            if (length == 0)
            {
                return false;
            }

            fault += length;
        }

        return true;
    }

    /// <summary>Writes those options that each fragment has to have, padded; returns how many bytes that are.</summary>
    internal static int CopyForFragment(ReadOnlySpan<byte> options, Span<byte> copy)
    {
        int copied = 0;
        for (int at = 0; at < options.Length && options[at] != End;)
        {
            int length = LengthAt(options, at);
            if (length == 0)
            {
                break;
            }

            if ((options[at] & CopiedFlag) != 0)
            {
                options.Slice(at, length).CopyTo(copy[copied..]);
                copied += length;
            }

            at += length;
        }

        int padded = (copied + 3) & ~3;
        copy[copied..padded].Clear();
        return padded;
    }

    /// <summary>Returns the length of the option at an offset; 0 for one that does not fit, and at the end of all.</summary>
    internal static int LengthAt(ReadOnlySpan<byte> options, int at)
    {
        if (at >= options.Length || options[at] == End)
        {
            return 0;
        }

        if (options[at] == NoOperation)
        {
            return 1;
        }

        return at + 1 < options.Length && options[at + 1] >= 2 && at + options[at + 1] <= options.Length ? options[at + 1] : 0;
    }
}
