namespace Vimage.Net;

/// <summary>A place for rules of their own among those of a vnet. (<c>pfctl -a</c>)</summary>
public sealed class PfAnchor
{
    internal PfAnchor(string path) => Path = path;

    /// <summary>Gets its name, behind those of the anchors that it is in.</summary>
    public string Path { get; }

    /// <summary>Gets its rules in the current vnet and what they have counted: a snapshot.</summary>
    public IReadOnlyList<PfRuleInfo> Rules => Pf.RulesOf(Path);

    /// <summary>Gives it other rules in the current vnet. (<c>pfctl -a X -f</c>)</summary>
    /// <param name="rules">The rules, as <c>pf.conf(5)</c> has them; neither translations nor options.</param>
    /// <exception cref="PfSyntaxException">They can't be read; nothing has changed.</exception>
    /// <inheritdoc cref="Load(PfRuleset)" path="/exception"/>
    public void Load(string rules) => Load(Pf.Parse(rules));

    /// <summary>Gives it other rules in the current vnet. (<c>pfctl -a X -f</c>)</summary>
    /// <param name="rules">The rules; neither translations nor options.</param>
    /// <exception cref="NetworkException">They name what they do not have (ESRCH), or have what an anchor can't have (EINVAL).</exception>
    public void Load(PfRuleset rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Pf.LoadAnchor(Path, rules);
    }

    /// <summary>Takes its rules away. (<c>pfctl -a X -F rules</c>)</summary>
    public void Flush() => Load(new PfRuleset());
}
