using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>What has to be done with messages of a type: nothing, unless their ownership passes. Folded by the JIT.</summary>
/// <remarks>
/// Nothing constrains the type, and code that is not optimised makes an object of a structure to call an interface of it. So that is
/// optimised from the first call on, and a message costs no memory while the rest is still being compiled.
/// </remarks>
internal static class Passing<T>
{
    /// <summary>Whether the ownership of such messages passes.</summary>
    internal static readonly bool IsOwned = typeof(IWormholeMessage<T>).IsAssignableFrom(typeof(T));

    /// <summary>Gets a value indicating whether slots are to be cleared, lest the ring keeps what was received.</summary>
    internal static bool NeedsClearing
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RuntimeHelpers.IsReferenceOrContainsReferences<T>();
    }

    /// <summary>Returns whether the message is the sender's still.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static bool IsSenders(in T message) => !IsOwned || message is null || ((IWormholeMessage<T>)message).IsOwned;

    /// <summary>Throws if the message is not the sender's any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ThrowUnlessOwned(in T message)
    {
        if (!IsSenders(message))
        {
            throw new InvalidOperationException(
                $"The {typeof(T).Name} was sent already, or disposed of: it is not the sender's any more. Send each once, and do not use it afterwards.");
        }
    }

    /// <summary>Returns what the receiver is to get.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static T PassOn(in T message) =>
        IsOwned && message is not null ? ((IWormholeMessage<T>)message).PassOn() : message;

    /// <summary>Returns the bytes of the message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static long SizeOf(in T message) =>
        IsOwned && message is not null ? ((IWormholeMessage<T>)message).ByteCount : Unsafe.SizeOf<T>();
}
