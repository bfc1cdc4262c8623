namespace Vimage;

/// <summary>The rules of vnet names: dotted paths, relative to the vnet that is asked.</summary>
internal static class VnetName
{
    private const int MaxLength = 255;

    private const string Forbidden = "/\\*?\"'";

    /// <summary>Splits a path into the part before the last dot (empty if there is none) and the last name.</summary>
    internal static (string Path, string Name) Split(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot < 0 ? ("", path) : (path[..dot], path[(dot + 1)..]);
    }

    /// <summary>Throws unless every name in <paramref name="path"/> is one that a vnet may have.</summary>
    internal static void ThrowIfMalformed(string path, Vnet parent)
    {
        ArgumentNullException.ThrowIfNull(path);
        foreach (string name in path.Split('.'))
        {
            if (WhatIsWrongWith(name) is { } fault)
            {
                throw new ArgumentException(
                    $"'{path}' can't name a child of vnet '{parent}': {fault} (EINVAL)", nameof(path));
            }
        }
    }

    private static string? WhatIsWrongWith(string name)
    {
        if (name.Length == 0)
        {
            return "a name between dots is empty.";
        }

        if (name.Length > MaxLength)
        {
            return $"a name is longer than {MaxLength} characters.";
        }

        foreach (char c in name)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || Forbidden.Contains(c, StringComparison.Ordinal))
            {
                return $"the character U+{(int)c:X4} is not allowed in a name.";
            }
        }

        return null;
    }
}
