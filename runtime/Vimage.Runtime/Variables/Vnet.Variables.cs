using System.Globalization;

namespace Vimage;

/// <content>Variables by name. (FreeBSD: <c>sysctl</c> with <c>CTLFLAG_VNET</c>.)</content>
public sealed partial class Vnet
{
    /// <summary>The permission that setting a variable by name asks of the vnet in which it is done.</summary>
    public const string SetVariablesPermission = "variables.set";

    /// <summary>Lists the variables that have a name, in the order of their names.</summary>
    /// <param name="prefix">The beginning of the names to list; empty for all.</param>
    /// <returns>The variables.</returns>
    public static IReadOnlyList<VnetVariable> ListVariables(string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return
        [
            .. ModuleRegistry.Registered
                .SelectMany(static module => module.Variables)
                .Where(variable => variable.Name.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(static variable => variable.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads a variable in this vnet.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="VnetVariableException">There is none of that name, or it is of another type.</exception>
    /// <exception cref="VnetPermissionException">The current vnet is neither this one nor above it.</exception>
    public T GetVariable<T>(string name)
    {
        ThrowUnlessManaged("have its variables read");
        return Find<T>(name).Get(this);
    }

    /// <summary>Reads a variable in this vnet, as text.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, in the invariant culture.</returns>
    /// <exception cref="VnetVariableException">There is none of that name.</exception>
    /// <exception cref="VnetPermissionException">The current vnet is neither this one nor above it.</exception>
    public string GetVariableText(string name)
    {
        ThrowUnlessManaged("have its variables read");
        return Convert.ToString(Find(name).Read(this), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Sets a variable in this vnet.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="VnetVariableException">There is none of that name, it is of another type, or it can be read only.</exception>
    /// <exception cref="VnetPermissionException">
    /// The current vnet is neither this one nor above it, or is not allowed <see cref="SetVariablesPermission"/>.
    /// </exception>
    public void SetVariable<T>(string name, T value)
    {
        ThrowUnlessMaySet();
        VnetVariable<T> variable = Find<T>(name);
        ThrowIfReadOnly(variable);
        variable.Set(this, value);
    }

    /// <summary>Sets a variable in this vnet from text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its value, in the invariant culture.</param>
    /// <exception cref="VnetVariableException">
    /// There is none of that name, it can be read only, or the text is no value of its type.
    /// </exception>
    /// <exception cref="VnetPermissionException">
    /// The current vnet is neither this one nor above it, or is not allowed <see cref="SetVariablesPermission"/>.
    /// </exception>
    public void SetVariableText(string name, string text)
    {
        ThrowUnlessMaySet();
        VnetVariable variable = Find(name);
        ThrowIfReadOnly(variable);
        object value;
        try
        {
            value = variable.ValueType.IsEnum
                ? Enum.Parse(variable.ValueType, text)
                : Convert.ChangeType(text, variable.ValueType, CultureInfo.InvariantCulture);
        }
        catch (Exception thrown) when (thrown is FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            throw new VnetVariableException("EINVAL", this, $"'{text}' is no {variable.ValueType}, which variable '{name}' is.");
        }

        variable.Write(this, value);
    }

    private VnetVariable<T> Find<T>(string name) => Find(name) as VnetVariable<T> ?? throw new VnetVariableException(
        "EINVAL", this, $"Variable '{name}' is a {Find(name).ValueType}, and was asked for as a {typeof(T)}.");

    private VnetVariable Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (VnetVariable variable in ModuleRegistry.Registered.SelectMany(static module => module.Variables))
        {
            if (variable.Name == name)
            {
                return variable;
            }
        }

        throw new VnetVariableException("ENOENT", this, $"There is no variable '{name}'; {nameof(ListVariables)} lists those there are.");
    }

    private void ThrowUnlessMaySet()
    {
        ThrowUnlessManaged("have its variables set");
        (CurrentVnet.Value ?? Root).Demand(SetVariablesPermission);
    }

    private void ThrowIfReadOnly(VnetVariable variable)
    {
        if (variable.IsReadOnly)
        {
            throw new VnetVariableException("EPERM", this, $"Variable '{variable.Name}' can be read only.");
        }
    }
}
