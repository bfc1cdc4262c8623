using Vimage.CompilerServices;

namespace Vimage;

/// <summary>A variable that has a name, whatever its value in one vnet or another. (FreeBSD: a <c>sysctl</c> oid.)</summary>
/// <seealso cref="VirtualizedAttribute.Name"/>
public abstract class VnetVariable
{
    private protected VnetVariable(VnetModule module, string name, string description, string unit, Type type, bool isReadOnly)
    {
        Module = module;
        Name = name;
        Description = description;
        Unit = unit;
        ValueType = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>Gets the name, such as <c>net.inet.ip.ttl</c>.</summary>
    public string Name { get; }

    /// <summary>Gets what the variable is, from its documentation.</summary>
    public string Description { get; }

    /// <summary>Gets what it is counted in, from its documentation; empty if that says nothing.</summary>
    public string Unit { get; }

    /// <summary>Gets the type of its values.</summary>
    public Type ValueType { get; }

    /// <summary>Gets a value indicating whether it can't be set by name.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Gets the name of the module that it belongs to.</summary>
    public string ModuleName => Module.Name;

    internal VnetModule Module { get; }

    /// <summary>Reads the variable in a vnet.</summary>
    internal abstract object? Read(Vnet vnet);

    /// <summary>Sets the variable in a vnet.</summary>
    internal abstract void Write(Vnet vnet, object? value);

    private protected object StateIn(Vnet vnet) => vnet.StateAt(Module.Slot) ?? vnet.Attach(Module);
}
