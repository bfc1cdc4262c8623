using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Vimage.CompilerServices;

/// <summary>
/// The vnet handed to a generated hook. For generated code.
/// </summary>
/// <remarks>
/// The hooks take an <see cref="object"/>: their signatures are the same in all three modes, and in <c>Globals</c> a
/// compiled module must not name this assembly.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VnetArgument
{
    /// <summary>Returns <paramref name="vnet"/> as what it has to be.</summary>
    /// <param name="vnet">The argument.</param>
    /// <returns>The vnet.</returns>
    /// <exception cref="ArgumentException"><paramref name="vnet"/> is not a <see cref="Vnet"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vnet Of(object? vnet) => vnet as Vnet ?? Throw(vnet);

    internal static void ThrowUnlessCurrent(Vnet vnet, string module)
    {
        Vnet current = Vnet.Current;
        if (!ReferenceEquals(vnet, current))
        {
            throw new InvalidOperationException(
                $"The hook of module '{module}' was handed vnet '{vnet}' while vnet '{current}' is current. "
                + "Enter the vnet first, or hand in the current one.");
        }
    }

    private static Vnet Throw(object? vnet) => throw new ArgumentException(
        $"Expected a {typeof(Vnet)}, got {vnet?.GetType().ToString() ?? "null"}.", nameof(vnet));
}
