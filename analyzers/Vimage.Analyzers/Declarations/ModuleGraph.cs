namespace Vimage.Analyzers.Declarations;

/// <summary>The modules of a compilation and what they depend on.</summary>
internal sealed class ModuleGraph
{
    private readonly Dictionary<string, ModuleNode> _byName = new(StringComparer.Ordinal);

    internal ModuleGraph(IEnumerable<ModuleNode> modules)
    {
        // In the order of names and places, so that what is reported does not depend on threads.
        foreach (ModuleNode module in modules
            .OrderBy(static module => module.Name, StringComparer.Ordinal)
            .ThenBy(static module => module.Type.ToDisplayString(), StringComparer.Ordinal))
        {
            if (_byName.TryGetValue(module.Name, out ModuleNode? first))
            {
                Duplicates.Add((module, first));
            }
            else
            {
                _byName.Add(module.Name, module);
            }
        }
    }

    internal List<(ModuleNode Second, ModuleNode First)> Duplicates { get; } = [];

    internal IEnumerable<ModuleNode> Modules => _byName.Values;

    internal bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Returns the names on a way from a module back to itself, or <see langword="null"/> if there is none.</summary>
    internal IReadOnlyList<string>? CycleFrom(ModuleNode module)
    {
        List<string> path = [module.Name];
        return Reaches(module, module.Name, path, new HashSet<string>(StringComparer.Ordinal)) ? path : null;
    }

    private bool Reaches(ModuleNode from, string target, List<string> path, HashSet<string> seen)
    {
        foreach (string name in from.DependsOn)
        {
            path.Add(name);
            if (name == target
                || (seen.Add(name) && _byName.TryGetValue(name, out ModuleNode? next) && Reaches(next, target, path, seen)))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
        }

        return false;
    }
}
