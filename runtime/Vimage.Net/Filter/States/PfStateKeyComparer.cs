namespace Vimage.Net;

/// <summary>Compares keys, with a hash that who sends packets can't foresee.</summary>
internal sealed class PfStateKeyComparer(ulong seed) : IEqualityComparer<PfStateKey>
{
    public bool Equals(PfStateKey one, PfStateKey other) =>
        one.LocalPort == other.LocalPort
        && one.RemotePort == other.RemotePort
        && one.Protocol == other.Protocol
        && one.Local == other.Local
        && one.Remote == other.Remote;

    public int GetHashCode(PfStateKey key) => key.Hash(seed);
}
