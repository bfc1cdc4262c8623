namespace Vimage.Net;

/// <summary>How the packets of a capture begin (the registry of tcpdump.org).</summary>
internal enum LinkType : ushort
{
    Ethernet = 1,

    /// <summary>With the IP header.</summary>
    Raw = 101,
}
