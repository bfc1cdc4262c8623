using System.Buffers;
using System.Text;
using Vimage.Proof.Metadata;

namespace Vimage.Proof.MachineCode;

/// <summary>Counts the ordinals of compiler-generated names anew where the JIT writes such names.</summary>
internal static class JitNames
{
    private static readonly SearchValues<char> s_delimiters = SearchValues.Create(" \t[](),:\"");

    /// <summary>Normalises a line of a listing.</summary>
    internal static string Normalize(string line, CompilerNames names)
    {
        if (!line.Contains('<', StringComparison.Ordinal))
        {
            return line;
        }

        StringBuilder result = new();
        int written = 0;
        for (int at = line.IndexOf('<', StringComparison.Ordinal); at >= 0;)
        {
            int end = EndOf(line, at);
            if (OwnerOf(line, at) is { } owner)
            {
                _ = result.Append(line, written, at - written).Append(names.Normalize(owner, line[at..end]));
                written = end;
            }

            at = end < line.Length ? line.IndexOf('<', end) : -1;
        }

        return result.Append(line, written, line.Length - written).ToString();
    }

    private static int EndOf(string line, int at)
    {
        int length = line.AsSpan(at).IndexOfAny(s_delimiters);
        return length < 0 ? line.Length : at + length;
    }

    // Owner+<...>, Owner:<...>(, Owner`1[int]:<...>(, Owner+<>c:<...>(
    private static string? OwnerOf(string line, int at)
    {
        if (at < 2 || line[at - 1] is not ('+' or ':'))
        {
            return null;
        }

        int end = at - 1;
        if (line[end - 1] == ']')
        {
            end = StartOfBracket(line, end - 1);
        }

        int start = line.AsSpan(0, end).LastIndexOfAny(s_delimiters) + 1;
        string owner = line[start..end];
        int generated = owner.IndexOf("+<", StringComparison.Ordinal);
        return generated < 0 ? owner : owner[..generated];
    }

    private static int StartOfBracket(string line, int end)
    {
        int depth = 0;
        int at = end;
        do
        {
            depth += line[at] == ']' ? 1 : line[at] == '[' ? -1 : 0;
            at--;
        }
        while (depth > 0 && at >= 0);
        return at + 1;
    }
}
