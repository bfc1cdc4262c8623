namespace Vimage.Net;

/// <content>What <c>sysctl net.inet.tcp</c> sets, with FreeBSD's defaults. Times are in milliseconds.</content>
public static partial class Tcp
{
    /// <summary>Offer window scaling and timestamps (RFC 7323).</summary>
    [Virtualized(Name = "net.inet.tcp.rfc1323")] internal static bool tcp_do_rfc1323 = true;

    /// <summary>Offer selective acknowledgments (RFC 2018).</summary>
    [Virtualized(Name = "net.inet.tcp.sack.enable")] internal static bool tcp_do_sack = true;

    /// <summary>Explicit congestion notification (RFC 3168): 0 off, 1 asked for and granted, 2 granted when asked for.</summary>
    [Virtualized(Name = "net.inet.tcp.ecn.enable")] internal static int tcp_do_ecn = 2;

    /// <summary>What the congestion window is ruled by: <c>cubic</c> or <c>newreno</c>.</summary>
    [Virtualized(Name = "net.inet.tcp.cc.algorithm")] internal static string tcp_cc_algo = "cubic";

    /// <summary>Segments that are sent at first without an acknowledgment (RFC 6928).</summary>
    [Virtualized(Name = "net.inet.tcp.initcwnd_segments")] internal static int tcp_initcwnd_segments = 10;

    /// <summary>Bytes of the send buffer at first.</summary>
    [Virtualized(Name = "net.inet.tcp.sendspace")] internal static int tcp_sendspace = 32768;

    /// <summary>Bytes of the receive buffer at first.</summary>
    [Virtualized(Name = "net.inet.tcp.recvspace")] internal static int tcp_recvspace = 65536;

    /// <summary>Let the send buffer grow with the connection.</summary>
    [Virtualized(Name = "net.inet.tcp.sendbuf_auto")] internal static bool tcp_do_autosndbuf = true;

    /// <summary>How far it may grow, in bytes.</summary>
    [Virtualized(Name = "net.inet.tcp.sendbuf_max")] internal static int tcp_autosndbuf_max = 2 * 1024 * 1024;

    /// <summary>Let the receive buffer grow with the connection.</summary>
    [Virtualized(Name = "net.inet.tcp.recvbuf_auto")] internal static bool tcp_do_autorcvbuf = true;

    /// <summary>How far it may grow, in bytes.</summary>
    [Virtualized(Name = "net.inet.tcp.recvbuf_max")] internal static int tcp_autorcvbuf_max = 2 * 1024 * 1024;

    /// <summary>Wait with an acknowledgment for data that it can go with.</summary>
    [Virtualized(Name = "net.inet.tcp.delayed_ack")] internal static bool tcp_delack_enabled = true;

    /// <summary>How long.</summary>
    [Virtualized(Name = "net.inet.tcp.delacktime")] internal static int tcp_delacktime = 40;

    /// <summary>How long a connection may take to come about.</summary>
    [Virtualized(Name = "net.inet.tcp.keepinit")] internal static int tcp_keepinit = 75_000;

    /// <summary>After how long without a segment the other end is asked whether it is there.</summary>
    [Virtualized(Name = "net.inet.tcp.keepidle")] internal static int tcp_keepidle = 7_200_000;

    /// <summary>After how long it is asked again.</summary>
    [Virtualized(Name = "net.inet.tcp.keepintvl")] internal static int tcp_keepintvl = 75_000;

    /// <summary>After how many questions without an answer the connection is given up.</summary>
    [Virtualized(Name = "net.inet.tcp.keepcnt")] internal static int tcp_keepcnt = 8;

    /// <summary>Ask on every connection.</summary>
    [Virtualized(Name = "net.inet.tcp.always_keepalive")] internal static bool tcp_always_keepalive = true;

    /// <summary>How long a segment may live.</summary>
    [Virtualized(Name = "net.inet.tcp.msl")] internal static int tcp_msl = 30_000;

    /// <summary>How long a closed connection waits for the other end to close too.</summary>
    [Virtualized(Name = "net.inet.tcp.finwait2_timeout")] internal static int tcp_finwait2_timeout = 60_000;

    /// <summary>The least time before a retransmission.</summary>
    [Virtualized(Name = "net.inet.tcp.rexmit_min")] internal static int tcp_rexmit_min = 30;

    /// <summary>Added to that time: the other end may delay its acknowledgment.</summary>
    [Virtualized(Name = "net.inet.tcp.rexmit_slop")] internal static int tcp_rexmit_slop = 200;

    /// <summary>The first retransmission, before there is a measured time.</summary>
    [Virtualized(Name = "net.inet.tcp.rexmit_initial")] internal static int tcp_rexmit_initial = 1000;

    /// <summary>After how many retransmissions the connection is given up.</summary>
    [Virtualized(Name = "net.inet.tcp.retries")] internal static int tcp_retries = 12;

    /// <summary>The least time between two probes of a closed window.</summary>
    [Virtualized(Name = "net.inet.tcp.persmin")] internal static int tcp_persmin = 5_000;

    /// <summary>The most time.</summary>
    [Virtualized(Name = "net.inet.tcp.persmax")] internal static int tcp_persmax = 60_000;

    /// <summary>The segment size to one who names none (RFC 9293, 3.7.1), in bytes.</summary>
    [Virtualized(Name = "net.inet.tcp.mssdflt")] internal static int tcp_mssdflt = 536;

    /// <summary>No smaller segments are sent, whatever the other end or a router asks for.</summary>
    [Virtualized(Name = "net.inet.tcp.minmss")] internal static int tcp_minmss = 216;

    /// <summary>Find out the largest packet of the path (RFC 1191).</summary>
    [Virtualized(Name = "net.inet.tcp.path_mtu_discovery")] internal static bool path_mtu_discovery = true;

    /// <summary>Try smaller segments where large ones disappear (RFC 4821's problem).</summary>
    [Virtualized(Name = "net.inet.tcp.pmtud_blackhole_detection")] internal static bool tcp_pmtud_blackhole_detect = true;

    /// <summary>The segment size that is tried then, in bytes.</summary>
    [Virtualized(Name = "net.inet.tcp.pmtud_blackhole_mss")] internal static int tcp_pmtud_blackhole_mss = 1200;

    /// <summary>Answer with cookies where there is no room for more half-open connections.</summary>
    [Virtualized(Name = "net.inet.tcp.syncookies")] internal static bool tcp_syncookies = true;

    /// <summary>Answer with nothing else.</summary>
    [Virtualized(Name = "net.inet.tcp.syncookies_only")] internal static bool tcp_syncookies_only;

    /// <summary>How many half-open connections there may be.</summary>
    [Virtualized(Name = "net.inet.tcp.syncache.cachelimit")] internal static int tcp_syncache_limit = 1024;

    /// <summary>How often the answer to a connection's first segment is sent again.</summary>
    [Virtualized(Name = "net.inet.tcp.syncache.rexmtlimit")] internal static int tcp_syncache_rexmtlimit = 3;

    /// <summary>Do not answer what is for a port that nobody has: 1 a first segment, 2 any.</summary>
    [Virtualized(Name = "net.inet.tcp.blackhole")] internal static int blackhole;

    /// <summary>Drop segments that both begin and end a connection.</summary>
    [Virtualized(Name = "net.inet.tcp.drop_synfin")] internal static bool drop_synfin;

    /// <summary>Believe a reset anywhere in the window, and not only at its edge (RFC 5961).</summary>
    [Virtualized(Name = "net.inet.tcp.insecure_rst")] internal static bool tcp_insecure_rst;

    /// <summary>Believe a first segment in the middle of a connection.</summary>
    [Virtualized(Name = "net.inet.tcp.insecure_syn")] internal static bool tcp_insecure_syn;

    /// <summary>An ICMP message that says that there is no such port ends a connection that is only coming about.</summary>
    [Virtualized(Name = "net.inet.tcp.icmp_may_rst")] internal static bool icmp_may_rst = true;

    /// <summary>How many challenges (RFC 5961) and answers to nothing are sent in a second.</summary>
    [Virtualized(Name = "net.inet.tcp.ack_war_cnt")] internal static int tcp_ack_war_cnt = 200;

    /// <summary>How many segments that came too early a connection keeps.</summary>
    [Virtualized(Name = "net.inet.tcp.reass.maxqueuelen")] internal static int tcp_reass_maxqueuelen = 100;

    /// <summary>Send more than a segment at once where the link takes that.</summary>
    [Virtualized(Name = "net.inet.tcp.tso")] internal static bool tcp_do_tso = true;
}
