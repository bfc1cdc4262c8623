using Vimage.Migration.Graduating;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Globals;

/// <summary>Finds the static variables that a list names.</summary>
internal static class GlobalResolver
{
    private const int MaxFaults = 10;

    /// <remarks>
    /// Several variables may have the same full name: in the branches of an <c>#if</c> that different frameworks take, or in the
    /// programs of one solution. All of them are meant.
    /// </remarks>
    /// <exception cref="MigrationException">A name means no variable, or several of different full names.</exception>
    internal static IReadOnlyList<GlobalVariable> Resolve(Codebase codebase, GlobalsList list, CancellationToken cancellation)
    {
        ILookup<string, GlobalVariable> byLastName =
            StaticVariables.In(codebase, cancellation).ToLookup(static global => global.Symbol.Name, StringComparer.Ordinal);
        HashSet<string> graduated = [.. StateStructVariables.In(codebase, cancellation).SelectMany(static variable => new[] { variable.Symbol, $"{variable.Module}.{variable.Name}" })];
        List<string> faults = [];
        Dictionary<GlobalKey, GlobalVariable> resolved = [];
        foreach ((int line, string name) in list.Names)
        {
            GlobalVariable[] found = Find(byLastName[LastNameOf(name)], name);
            string[] fullNames = [.. found.Select(static global => global.Name).Distinct(StringComparer.Ordinal)];
            switch (fullNames.Length)
            {
                case 0 when graduated.Any(known => GlobalName.Matches(known, name)):
                    // Nothing is left to be done about one that is in a state struct.
                    break;
                case 0:
                    faults.Add($"{list.Path}:{line}: there is no static variable '{name}'.{Hint(byLastName, name)}");
                    break;
                case 1:
                    Array.ForEach(found, global => resolved.TryAdd(global.Key, global));
                    break;
                default:
                    faults.Add($"{list.Path}:{line}: '{name}' may be {string.Join(" or ", fullNames)}. Write more of the name.");
                    break;
            }
        }

        return faults.Count == 0
            ? [.. resolved.Values]
            : throw new MigrationException(MigrationExitCode.BadInput, Join(faults));
    }

    private static string Join(List<string> faults) => string.Join(
        '\n', faults.Count <= MaxFaults ? faults : [.. faults.Take(MaxFaults), $"and {faults.Count - MaxFaults} more names."]);

    // A name in full is that, whatever else ends like it.
    private static GlobalVariable[] Find(IEnumerable<GlobalVariable> candidates, string name)
    {
        if (IsDocumentationId(name))
        {
            return [.. candidates.Where(global => global.Symbol.GetDocumentationCommentId() == name)];
        }

        GlobalVariable[] exact = [.. candidates.Where(global => global.Name == name)];
        return exact.Length > 0 ? exact : [.. candidates.Where(global => GlobalName.Matches(global.Name, name))];
    }

    // As gate files name statics: F:Namespace.Type.field
    private static bool IsDocumentationId(string name) => name.Length > 2 && name[1] == ':' && name[0] is 'F' or 'P' or 'E';

    private static string LastNameOf(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Hint(ILookup<string, GlobalVariable> byLastName, string name)
    {
        string[] others = [.. byLastName[LastNameOf(name)].Select(static global => global.Name).Distinct(StringComparer.Ordinal).Take(3)];
        return others.Length == 0 ? "" : $" There is {string.Join(", ", others)}.";
    }
}
