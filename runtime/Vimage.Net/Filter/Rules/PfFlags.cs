using System.Text;

namespace Vimage.Net;

/// <summary>The flags of TCP as rules write them: one letter each.</summary>
internal static class PfFlags
{
    /// <summary>What a rule looks at that keeps state and does not say.</summary>
    internal const TcpFlags Opening = TcpFlags.Syn;
    internal const TcpFlags OpeningMask = TcpFlags.Syn | TcpFlags.Ack;

    // In the order of their bits.
    private const string Letters = "FSRPAUEW";

    internal static string Format(int flags)
    {
        StringBuilder text = new();
        for (int i = 0; i < Letters.Length; i++)
        {
            text.Append((flags & (1 << i)) != 0 ? Letters[i].ToString() : "");
        }

        return text.ToString();
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out int flags)
    {
        flags = 0;
        foreach (char letter in text)
        {
            int bit = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (bit < 0)
            {
                return false;
            }

            flags |= 1 << bit;
        }

        return true;
    }
}
