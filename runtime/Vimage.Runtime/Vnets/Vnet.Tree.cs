using System.Diagnostics.CodeAnalysis;

namespace Vimage;

/// <content>The tree: children, and names relative to a vnet.</content>
public sealed partial class Vnet
{
    private Dictionary<string, Vnet?>? _children;

    /// <summary>Gets every vnet that exists, the root first and each before its children: a snapshot.</summary>
    public static IReadOnlyList<Vnet> All => Root.WithDescendants();

    /// <summary>Gets the vnets that were created in this one: a snapshot.</summary>
    public IReadOnlyList<Vnet> Children
    {
        get
        {
            lock (_gate)
            {
                return _children is null ? [] : [.. _children.Values.OfType<Vnet>()];
            }
        }
    }

    /// <summary>
    /// Creates a vnet below this one, and attaches to it every module that has a <see cref="VnetInitAttribute"/> method.
    /// </summary>
    /// <param name="name">
    /// Its name; or a dotted path relative to this vnet, of which all but the last part must exist.
    /// </param>
    /// <param name="options">How it is to be.</param>
    /// <returns>The new vnet. Before this returns nobody else can see it.</returns>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    /// <exception cref="VnetExistsException">The name is taken.</exception>
    /// <exception cref="VnetNotFoundException">The part of the path before the last dot does not exist.</exception>
    /// <exception cref="VnetPermissionException">
    /// The vnet that is current, or one above it, has as many below it as its <see cref="ChildrenMax"/> allows; or it is
    /// neither this vnet nor above it; or the options ask for more than this vnet has.
    /// </exception>
    /// <exception cref="ObjectDisposedException">This vnet was destroyed.</exception>
    /// <exception cref="Exception">
    /// What a module's initialisation has thrown. What was initialised before it has been torn down again, in reverse.
    /// </exception>
    public Vnet CreateChild(string name, VnetOptions? options = null)
    {
        VnetName.ThrowIfMalformed(name, this);
        (string path, string last) = VnetName.Split(name);
        return path.Length == 0 ? CreateOwnChild(last, options ?? VnetOptions.Default) : this[path].CreateChild(last, options);
    }

    /// <summary>Gets the vnet at a path relative to this one: <c>"."</c> is this vnet, <c>"a.b"</c> a grandchild.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The vnet.</returns>
    /// <exception cref="VnetNotFoundException">There is none.</exception>
    public Vnet this[string path] => TryFind(path, out Vnet? vnet)
        ? vnet
        : throw new VnetNotFoundException(Parent is null ? path : $"{FullName}.{path}");

    /// <summary>Finds the vnet at a path relative to this one. Nothing above or beside this vnet can be named.</summary>
    /// <param name="path">The path: <c>"."</c> is this vnet, <c>"a.b"</c> a grandchild.</param>
    /// <param name="vnet">The vnet, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(string path, [NotNullWhen(true)] out Vnet? vnet)
    {
        ArgumentNullException.ThrowIfNull(path);
        vnet = this;
        if (path == ".")
        {
            return true;
        }

        foreach (string name in path.Split('.'))
        {
            lock (vnet._gate)
            {
                // A name reserved for a vnet under construction maps to null, and is not yet visible.
                if (vnet._children is null || !vnet._children.TryGetValue(name, out Vnet? child) || child is null)
                {
                    vnet = null;
                    return false;
                }

                vnet = child;
            }
        }

        return true;
    }

    /// <summary>Returns whether this vnet is below <paramref name="other"/>, at any depth.</summary>
    /// <param name="other">A vnet. No vnet is a descendant of itself.</param>
    /// <returns>Whether it is.</returns>
    public bool IsDescendantOf(Vnet other)
    {
        for (Vnet? above = Parent; above is not null; above = above.Parent)
        {
            if (ReferenceEquals(above, other))
            {
                return true;
            }
        }

        return false;
    }

    private Vnet CreateOwnChild(string name, VnetOptions options, Vnet? source = null)
    {
        ThrowUnlessManaged("have children created");
        string fullName = Parent is null ? name : $"{FullName}.{name}";
        ThrowIfTooMuch(options, fullName);
        ReserveName(name, fullName);
        try
        {
            CountDescendant(fullName);
            try
            {
                Vnet child = new(this, name, options);
                try
                {
                    child.SetUp();
                    if (source is not null)
                    {
                        child.CopyFrom(source);
                    }

                    Reveal(child);
                }
                catch
                {
                    child.Abandon();
                    throw;
                }

                VnetDiagnostics.Created(child);
                return child;
            }
            catch
            {
                DiscountDescendant();
                throw;
            }
        }
        catch
        {
            ReleaseName(name);
            throw;
        }
    }

    private void ReserveName(string name, string fullName)
    {
        lock (_gate)
        {
            ThrowIfDestroyed();
            if (!(_children ??= []).TryAdd(name, null))
            {
                throw new VnetExistsException(fullName);
            }
        }
    }

    private void ReleaseName(string name)
    {
        lock (_gate)
        {
            _children!.Remove(name);
        }
    }

    private void Reveal(Vnet child)
    {
        lock (_gate)
        {
            // What is below a vnet stays when that is reset.
            if (_phase == Phase.Alive || _isResetting)
            {
                _children![child.Name] = child;
                return;
            }
        }

        // This one was asked to go, with all below it, while that one was being made.
        throw Destroyed();
    }
}
