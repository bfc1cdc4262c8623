namespace Vimage;

/// <summary>
/// A variable could not be read or set by name: there is none (<c>ENOENT</c>), the value is none of its type
/// (<c>EINVAL</c>), or it can be read only (<c>EPERM</c>).
/// </summary>
/// <seealso cref="Vnet.GetVariable{T}"/>
public sealed class VnetVariableException : VnetException
{
    internal VnetVariableException(string errno, Vnet vnet, string message)
        : base(errno, vnet.FullName, $"{message} Vnet: '{vnet}'.")
    {
    }
}
