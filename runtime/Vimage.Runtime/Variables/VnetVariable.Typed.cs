using Vimage.CompilerServices;

namespace Vimage;

/// <summary>A variable with a name, of a type that is known.</summary>
internal sealed class VnetVariable<T>(
    VnetModule module, string name, string description, string unit, Func<object, T> getter, Action<object, T>? setter)
    : VnetVariable(module, name, description, unit, typeof(T), setter is null)
{
    internal T Get(Vnet vnet) => getter(StateIn(vnet));

    internal void Set(Vnet vnet, T value) => setter!(StateIn(vnet), value);

    internal override object? Read(Vnet vnet) => Get(vnet);

    internal override void Write(Vnet vnet, object? value) => Set(vnet, (T)value!);
}
