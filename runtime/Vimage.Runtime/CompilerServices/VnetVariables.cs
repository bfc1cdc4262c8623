using System.ComponentModel;

namespace Vimage.CompilerServices;

/// <summary>Takes the variables of a module that have a name. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VnetVariables
{
    private readonly VnetModule _module;
    private readonly List<VnetVariable> _all = [];

    internal VnetVariables(VnetModule module) => _module = module;

    internal IReadOnlyList<VnetVariable> All => _all;

    /// <summary>Takes a variable.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="unit">What it is counted in; empty if that goes without saying.</param>
    /// <param name="getter">Reads it from a state.</param>
    /// <param name="setter">Writes it, or <see langword="null"/> if it can be read only.</param>
    public void Add<T>(string name, string description, string unit, Func<object, T> getter, Action<object, T>? setter) =>
        _all.Add(new VnetVariable<T>(_module, name, description, unit, getter, setter));
}
