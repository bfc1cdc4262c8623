namespace Vimage.Net;

/// <content>Groups, by which rules name several interfaces.</content>
public abstract partial class Ifnet
{
    // Never changed, only replaced: whoever reads it holds no lock.
    private string[] _groups;

    /// <summary>
    /// Gets the groups that the interface is in: that of its driver (<c>epair</c>, <c>lo</c>), <c>all</c>, and those that it was put into
    /// since it has come to its vnet. (<c>ifconfig X group G</c>)
    /// </summary>
    public IReadOnlyList<string> Groups => _groups;

    /// <summary>Puts the interface into a group. (<c>ifconfig X group G</c>)</summary>
    /// <param name="group">The name; 1 to 15 characters, the last no digit, for it is then told from an interface's.</param>
    /// <exception cref="ArgumentException">It can't be the name of a group.</exception>
    /// <exception cref="NetworkException">The interface is in it (EEXIST).</exception>
    public void AddGroup(string group)
    {
        ThrowIfMalformed(group);
        if (char.IsAsciiDigit(group[^1]))
        {
            throw new ArgumentException($"'{group}' can't name a group of interfaces: it ends with a digit. (EINVAL)", nameof(group));
        }

        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            if (IsInGroup(group))
            {
                throw Refusal("EEXIST", $"is in group '{group}' already.");
            }

            _groups = [.. _groups, group];
        }
    }

    /// <summary>Takes the interface out of a group. (<c>ifconfig X -group G</c>)</summary>
    /// <param name="group">The group.</param>
    /// <exception cref="NetworkException">The interface is not in it (ENOENT).</exception>
    public void RemoveGroup(string group)
    {
        using (Netisr.Enter())
        {
            if (!IsInGroup(group))
            {
                throw Refusal("ENOENT", $"is not in group '{group}'.");
            }

            _groups = Array.FindAll(_groups, each => each != group);
        }
    }

    internal bool IsInGroup(string group) => Array.IndexOf(_groups, group) >= 0;

    // A group means something in its vnet only.
    private void LeaveGroups() => _groups = ["all", Driver];
}
