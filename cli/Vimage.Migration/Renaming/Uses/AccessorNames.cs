using Vimage.Migration.Loading;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>The names of accessors, and which of them a code base already uses for something.</summary>
internal sealed class AccessorNames
{
    private readonly string _prefix;
    private readonly HashSet<string> _inUse;

    internal AccessorNames(Codebase codebase, IEnumerable<string> names, string prefix)
    {
        _prefix = prefix;
        IdentifierScanner scanner = new(names.Select(Of));
        _inUse =
        [
            .. codebase.Projects
                .SelectMany(static project => project.Files.Values)
                .AsParallel()
                .SelectMany(tree => scanner.Words(tree.GetText())),
        ];
    }

    internal string Of(string name) => _prefix + name;

    /// <summary>Returns whether the name of a global's accessor occurs anywhere.</summary>
    internal bool IsInUse(string name) => _inUse.Contains(Of(name));
}
