using Vimage.CompilerServices;

namespace Vimage;

/// <summary>
/// The values that a vnet's variables had at one time: of those that refer to nothing, and strings. What others refer to is
/// not part of it.
/// </summary>
/// <seealso cref="Vnet.TakeSnapshot"/>
public sealed class VnetSnapshot
{
    private readonly List<(VnetModule Module, object State)> _states;

    internal VnetSnapshot(Vnet vnet, List<(VnetModule Module, object State)> states)
    {
        VnetName = vnet.FullName;
        _states = states;
    }

    /// <summary>Gets the full name of the vnet that it was taken of.</summary>
    public string VnetName { get; }

    /// <summary>Gets the names of the modules whose variables it has.</summary>
    public IReadOnlyList<string> Modules => _states.ConvertAll(static each => each.Module.Name);

    internal IReadOnlyList<(VnetModule Module, object State)> States => _states;
}
