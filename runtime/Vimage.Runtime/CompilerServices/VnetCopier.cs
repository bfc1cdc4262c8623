using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Vimage.CompilerServices;

/// <summary>Copies variables from one vnet's state to another's. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VnetCopier
{
    /// <summary>Copies a variable if it refers to nothing, or to a string, which nobody can change.</summary>
    /// <typeparam name="T">The variable's type.</typeparam>
    /// <param name="source">Whose value to take.</param>
    /// <param name="target">Whose to set.</param>
    public static void Copy<T>(ref T source, ref T target)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() || typeof(T) == typeof(string))
        {
            target = source;
        }
    }
}
