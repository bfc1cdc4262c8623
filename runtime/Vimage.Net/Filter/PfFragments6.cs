namespace Vimage.Net;

/// <summary>The same of IPv6. What is sent on is cut again as it was: routers do not cut (RFC 8200, 5).</summary>
internal sealed class PfFragments6 : Ip6Reassembly
{
    private protected override Mbuf? Assemble(FragmentQueue<Ip6FragmentKey> queue, MbufPool pool)
    {
        int longest = queue.Longest;
        uint identification = queue.Key.Identification;
        if (base.Assemble(queue, pool) is not { } whole)
        {
            return null;
        }

        (whole.ReassembledSize, whole.ReassembledIdentification) = (longest, identification);
        return whole;
    }

    private protected override void SendTimeExceeded(Mbuf first) => first.Free();
}
