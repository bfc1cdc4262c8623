using System.Text;

namespace Vimage.Generator.Emission;

/// <summary>File names of generated sources: readable, unique, of bounded length, and the same on each machine.</summary>
internal static class HintName
{
    private const int MaxReadable = 80;

    /// <param name="readable">What people recognise; cut if it is long.</param>
    /// <param name="identity">What makes the source unique.</param>
    internal static string Of(string readable, string identity)
    {
        StringBuilder name = new();
        foreach (char c in readable)
        {
            if (name.Length == MaxReadable)
            {
                break;
            }

            name.Append(char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '-');
        }

        return $"{name}.{Hash(identity):x16}.g.cs";
    }

    // FNV-1a, 64 bits: string.GetHashCode differs from run to run.
    private static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return hash;
    }
}
