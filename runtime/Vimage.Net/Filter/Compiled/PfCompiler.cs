namespace Vimage.Net;

/// <summary>Makes of rules what packets are compared with: all or, if one of them can't be, none.</summary>
internal sealed class PfCompiler(PfRuleset set, Dictionary<string, PfAnchorNode> anchors)
{
    private readonly List<(PfAnchorNode Node, PfCompiledStatement[] Statements)> _compiled = [];

    // Those that are not there yet.
    private readonly Dictionary<string, PfAnchorNode> _added = [];

    /// <summary>Compiles the rules as the main ones of a vnet.</summary>
    internal PfCompiledRuleset Compile()
    {
        PfCompiledTranslation[] translations = [.. set.Translations.Select(each => new PfCompiledTranslation(each, set))];
        if (set.StateLimit < 1)
        {
            throw new NetworkException("EINVAL", Vnet.Current, "states", $"The limit of states can't be {set.StateLimit}: it is 1 or more.");
        }

        Compile("", set.Statements);
        return new PfCompiledRuleset(set, translations);
    }

    /// <summary>Compiles the rules as those of an anchor.</summary>
    internal void CompileAnchor(string path)
    {
        if (set.Translations.Count > 0 || set.Skip.Count > 0)
        {
            throw new NetworkException("EINVAL", Vnet.Current, path, $"The anchor '{path}' can't have translations and options: those are of the main rules.");
        }

        Compile(path, set.Statements);
    }

    /// <summary>Puts what was compiled in place.</summary>
    internal void Install()
    {
        foreach ((string path, PfAnchorNode node) in _added)
        {
            anchors.Add(path, node);
        }

        foreach ((PfAnchorNode node, PfCompiledStatement[] statements) in _compiled)
        {
            node.Statements = statements;
        }
    }

    private void Compile(string path, IReadOnlyList<PfStatement> statements)
    {
        _compiled.Add((NodeOf(path), [.. statements.Select(each => Compile(path, each))]));
    }

    private PfCompiledStatement Compile(string path, PfStatement statement)
    {
        if (statement is not PfAnchorRule anchor)
        {
            return new PfCompiledRule((PfRule)statement, set);
        }

        string inner = path.Length == 0 ? anchor.Name : $"{path}/{anchor.Name}";
        if (anchor.Statements is { } statements)
        {
            Compile(inner, statements);
        }

        return new PfCompiledAnchor(anchor, set, NodeOf(inner));
    }

    private PfAnchorNode NodeOf(string path)
    {
        if (anchors.TryGetValue(path, out PfAnchorNode? node) || _added.TryGetValue(path, out node))
        {
            return node;
        }

        node = new PfAnchorNode(path);
        _added.Add(path, node);
        return node;
    }
}
