namespace Vimage;

/// <summary>
/// An operation on a vnet was refused. Each derived type stands for one <c>errno</c> of the original.
/// </summary>
public abstract class VnetException : InvalidOperationException
{
    /// <summary>Initializes a new instance of the <see cref="VnetException"/> class.</summary>
    /// <param name="errno">The name of the error in the original's terms.</param>
    /// <param name="vnet">The full name of the vnet that the operation was about.</param>
    /// <param name="message">What was refused, where, and what to do; the name of the error is appended.</param>
    protected VnetException(string errno, string vnet, string message)
        : base($"{message} ({errno})")
    {
        Errno = errno;
        VnetName = vnet;
    }

    /// <summary>Gets the name of the error in the original's terms, such as <c>EADDRINUSE</c>.</summary>
    public string Errno { get; }

    /// <summary>Gets the full dotted name of the vnet that the operation was about; empty for the root.</summary>
    public string VnetName { get; }
}
