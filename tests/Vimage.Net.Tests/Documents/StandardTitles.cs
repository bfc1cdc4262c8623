namespace Vimage.Net.Tests;

/// <summary>The titles of the standards that tests are about.</summary>
internal static class StandardTitles
{
    private static readonly Dictionary<string, string> s_rfcs = new()
    {
        ["768"] = "User Datagram Protocol",
        ["791"] = "Internet Protocol",
        ["792"] = "Internet Control Message Protocol",
        ["826"] = "An Ethernet Address Resolution Protocol",
        ["1035"] = "Domain Names - Implementation and Specification",
        ["1071"] = "Computing the Internet Checksum",
        ["1112"] = "Host Extensions for IP Multicasting",
        ["1122"] = "Requirements for Internet Hosts - Communication Layers",
        ["1191"] = "Path MTU Discovery",
        ["1337"] = "TIME-WAIT Assassination Hazards in TCP",
        ["1624"] = "Computation of the Internet Checksum via Incremental Update",
        ["1812"] = "Requirements for IP Version 4 Routers",
        ["2003"] = "IP Encapsulation within IP",
        ["2018"] = "TCP Selective Acknowledgment Options",
        ["2236"] = "Internet Group Management Protocol, Version 2",
        ["2308"] = "Negative Caching of DNS Queries (DNS NCACHE)",
        ["2309"] = "Recommendations on Queue Management and Congestion Avoidance in the Internet",
        ["2710"] = "Multicast Listener Discovery (MLD) for IPv6",
        ["2883"] = "An Extension to the Selective Acknowledgement (SACK) Option for TCP",
        ["3022"] = "Traditional IP Network Address Translator (Traditional NAT)",
        ["3168"] = "The Addition of Explicit Congestion Notification (ECN) to IP",
        ["3376"] = "Internet Group Management Protocol, Version 3",
        ["3493"] = "Basic Socket Interface Extensions for IPv6",
        ["3542"] = "Advanced Sockets Application Program Interface (API) for IPv6",
        ["3590"] = "Source Address Selection for the Multicast Listener Discovery (MLD) Protocol",
        ["3596"] = "DNS Extensions to Support IP Version 6",
        ["3678"] = "Socket Interface Extensions for Multicast Source Filters",
        ["3810"] = "Multicast Listener Discovery Version 2 (MLDv2) for IPv6",
        ["4007"] = "IPv6 Scoped Address Architecture",
        ["4191"] = "Default Router Preferences and More-Specific Routes",
        ["4213"] = "Basic Transition Mechanisms for IPv6 Hosts and Routers",
        ["4443"] = "Internet Control Message Protocol (ICMPv6) for the IPv6 Specification",
        ["4632"] = "Classless Inter-domain Routing (CIDR)",
        ["4861"] = "Neighbor Discovery for IP Version 6 (IPv6)",
        ["4862"] = "IPv6 Stateless Address Autoconfiguration",
        ["4987"] = "TCP SYN Flooding Attacks and Common Mitigations",
        ["5227"] = "IPv4 Address Conflict Detection",
        ["5452"] = "Measures for Making DNS More Resilient against Forged Answers",
        ["5681"] = "TCP Congestion Control",
        ["5722"] = "Handling of Overlapping IPv6 Fragments",
        ["5961"] = "Improving TCP's Robustness to Blind In-Window Attacks",
        ["6040"] = "Tunnelling of Explicit Congestion Notification",
        ["6093"] = "On the Implementation of the TCP Urgent Mechanism",
        ["6191"] = "Reducing the TIME-WAIT State Using TCP Timestamps",
        ["6298"] = "Computing TCP's Retransmission Timer",
        ["6528"] = "Defending against Sequence Number Attacks",
        ["6582"] = "The NewReno Modification to TCP's Fast Recovery Algorithm",
        ["6675"] = "A Conservative Loss Recovery Algorithm Based on Selective Acknowledgment (SACK) for TCP",
        ["6724"] = "Default Address Selection for Internet Protocol Version 6 (IPv6)",
        ["6761"] = "Special-Use Domain Names",
        ["6891"] = "Extension Mechanisms for DNS (EDNS(0))",
        ["6928"] = "Increasing TCP's Initial Window",
        ["6946"] = "Processing of IPv6 \"Atomic\" Fragments",
        ["7323"] = "TCP Extensions for High Performance",
        ["7766"] = "DNS Transport over TCP - Implementation Requirements",
        ["8200"] = "Internet Protocol, Version 6 (IPv6) Specification",
        ["8201"] = "Path MTU Discovery for IP version 6",
        ["8289"] = "Controlled Delay Active Queue Management",
        ["8985"] = "The RACK-TLP Loss Detection Algorithm for TCP",
        ["9293"] = "Transmission Control Protocol (TCP)",
        ["9438"] = "CUBIC for Fast and Long-Distance Networks",
    };

    private static readonly Dictionary<string, string> s_ieee = new()
    {
        ["802.1D"] = "Media Access Control (MAC) Bridges, with the rapid spanning tree of the edition of 2004",
        ["802.1Q"] = "Bridges and Bridged Networks: virtual LANs, priorities",
        ["802.1ad"] = "Provider Bridges: stacked tags",
    };

    internal static string OfRfc(string number) => Find(s_rfcs, "RFC", number);

    internal static string OfIeee(string number) => Find(s_ieee, "IEEE", number);

    private static string Find(Dictionary<string, string> titles, string trait, string number) =>
        titles.TryGetValue(number, out string? title)
            ? title
            : throw new InvalidOperationException($"A test is about '{trait} {number}', whose title is not known. Add it to {nameof(StandardTitles)}.");
}
