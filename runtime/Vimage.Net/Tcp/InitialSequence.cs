using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>
/// Sequence numbers to begin with (RFC 6528): a clock of 4 microseconds, and what only this vnet can compute for each pair of ends.
/// The key is of the domain's random numbers.
/// </summary>
internal sealed class InitialSequence
{
    private const long NanosecondsPerTick = 4000;

    private readonly SipHash _hash;

    internal InitialSequence()
    {
        SeededRandom random = Netisr.Current.Random;
        _hash = new SipHash(random.Next(), random.Next());
    }

    /// <summary>Returns the number for a new connection.</summary>
    internal uint Next(in ConnectionKey key) => (uint)(Netisr.Current.Now / NanosecondsPerTick) + Hash(key, 0, 0);

    /// <summary>Returns where the timestamps of a connection begin: they say nothing of how long the vnet has been there.</summary>
    internal uint TimestampOffset(in ConnectionKey key) => Hash(key, 0, 1);

    /// <summary>Returns what only who has the key can compute.</summary>
    internal uint Hash(in ConnectionKey key, uint value, uint purpose)
    {
        Span<byte> data = stackalloc byte[(2 * InAddress.Size) + 12];
        key.LocalAddress.Write(data);
        key.RemoteAddress.Write(data[InAddress.Size..]);
        Span<byte> rest = data[(2 * InAddress.Size)..];
        BinaryPrimitives.WriteUInt16LittleEndian(rest, key.LocalPort);
        BinaryPrimitives.WriteUInt16LittleEndian(rest[2..], key.RemotePort);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[4..], value);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[8..], purpose);
        return (uint)_hash.Of(data);
    }
}
