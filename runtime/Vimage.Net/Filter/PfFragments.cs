namespace Vimage.Net;

/// <summary>Puts IPv4 packets together for rules to look at. Who has sent one that is never complete learns it from whom it is for.</summary>
internal sealed class PfFragments : IpReassembly
{
    private protected override void SendTimeExceeded(Mbuf first) => first.Free();
}
