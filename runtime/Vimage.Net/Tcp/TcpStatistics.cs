namespace Vimage.Net;

/// <summary>What TCP counts. (FreeBSD: <c>struct tcpstat</c>, <c>netstat -s -p tcp</c>.)</summary>
public sealed class TcpStatistics
{
    /// <summary>Gets the segments received. (<c>tcps_rcvtotal</c>)</summary>
    public long Received { get; internal set; }

    /// <summary>Gets the bytes received in order. (<c>tcps_rcvbyte</c>)</summary>
    public long ReceivedBytes { get; internal set; }

    /// <summary>Gets the segments received with a wrong checksum. (<c>tcps_rcvbadsum</c>)</summary>
    public long BadChecksum { get; internal set; }

    /// <summary>Gets those whose header says that it is longer than they are, or too short. (<c>tcps_rcvbadoff</c>)</summary>
    public long BadOffset { get; internal set; }

    /// <summary>Gets those shorter than a header. (<c>tcps_rcvshort</c>)</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those with nothing but what had come before. (<c>tcps_rcvduppack</c>)</summary>
    public long Duplicates { get; internal set; }

    /// <summary>Gets those of which a part had come before. (<c>tcps_rcvpartduppack</c>)</summary>
    public long PartialDuplicates { get; internal set; }

    /// <summary>Gets those dropped because their timestamp was old. (<c>tcps_pawsdrop</c>)</summary>
    public long PawsDrops { get; internal set; }

    /// <summary>Gets those that came too early, and were kept. (<c>tcps_rcvoopack</c>)</summary>
    public long OutOfOrder { get; internal set; }

    /// <summary>Gets those that came too early, and were dropped because there were too many. (<c>tcps_rcvreassfull</c>)</summary>
    public long ReassemblyFull { get; internal set; }

    /// <summary>Gets those with data behind the window. (<c>tcps_rcvpackafterwin</c>)</summary>
    public long AfterWindow { get; internal set; }

    /// <summary>Gets those with data for a connection that nobody reads any more. (<c>tcps_rcvafterclose</c>)</summary>
    public long AfterClose { get; internal set; }

    /// <summary>Gets the probes of a closed window that were received. (<c>tcps_rcvwinprobe</c>)</summary>
    public long WindowProbesReceived { get; internal set; }

    /// <summary>Gets the acknowledgments of nothing new. (<c>tcps_rcvdupack</c>)</summary>
    public long DuplicateAcks { get; internal set; }

    /// <summary>Gets the acknowledgments of what was not sent yet. (<c>tcps_rcvacktoomuch</c>)</summary>
    public long AcksTooMuch { get; internal set; }

    /// <summary>Gets the segments for a port that nobody has. (<c>tcps_badsyn</c> and others)</summary>
    public long NoPort { get; internal set; }

    /// <summary>Gets the resets that were received and not believed. (<c>tcps_badrst</c>)</summary>
    public long BadResets { get; internal set; }

    /// <summary>Gets the segments sent. (<c>tcps_sndtotal</c>)</summary>
    public long Sent { get; internal set; }

    /// <summary>Gets the bytes sent for the first time. (<c>tcps_sndbyte</c>)</summary>
    public long SentBytes { get; internal set; }

    /// <summary>Gets the segments sent again. (<c>tcps_sndrexmitpack</c>)</summary>
    public long Retransmitted { get; internal set; }

    /// <summary>Gets the bytes sent again. (<c>tcps_sndrexmitbyte</c>)</summary>
    public long RetransmittedBytes { get; internal set; }

    /// <summary>Gets the segments sent with nothing but an acknowledgment. (<c>tcps_sndacks</c>)</summary>
    public long SentAcks { get; internal set; }

    /// <summary>Gets the acknowledgments that waited for others to go with. (<c>tcps_delack</c>)</summary>
    public long DelayedAcks { get; internal set; }

    /// <summary>Gets the resets sent.</summary>
    public long SentResets { get; internal set; }

    /// <summary>Gets the challenges sent (RFC 5961).</summary>
    public long ChallengeAcks { get; internal set; }

    /// <summary>Gets the probes of a closed window that were sent. (<c>tcps_sndprobe</c>)</summary>
    public long WindowProbesSent { get; internal set; }

    /// <summary>Gets the times that a retransmission was due. (<c>tcps_rexmttimeo</c>)</summary>
    public long RetransmissionTimeouts { get; internal set; }

    /// <summary>Gets the probes for a lost tail (RFC 8985). (<c>tcps_tlps_sent</c>)</summary>
    public long TailLossProbes { get; internal set; }

    /// <summary>Gets the times that a loss was repaired without a timeout. (<c>tcps_sack_recovery_episode</c>)</summary>
    public long Recoveries { get; internal set; }

    /// <summary>Gets the selective acknowledgments received. (<c>tcps_sack_rcv_blocks</c>)</summary>
    public long SacksReceived { get; internal set; }

    /// <summary>Gets the connections asked for. (<c>tcps_connattempt</c>)</summary>
    public long ConnectionAttempts { get; internal set; }

    /// <summary>Gets the connections that others asked for and got. (<c>tcps_accepts</c>)</summary>
    public long Accepts { get; internal set; }

    /// <summary>Gets the connections that came about. (<c>tcps_connects</c>)</summary>
    public long Connects { get; internal set; }

    /// <summary>Gets the connections that were reset or given up. (<c>tcps_drops</c>)</summary>
    public long Drops { get; internal set; }

    /// <summary>Gets those of them that had not come about. (<c>tcps_conndrops</c>)</summary>
    public long EmbryonicDrops { get; internal set; }

    /// <summary>Gets the connections given up because nobody answered. (<c>tcps_timeoutdrop</c>)</summary>
    public long TimeoutDrops { get; internal set; }

    /// <summary>Gets the questions sent to silent ends. (<c>tcps_keepprobe</c>)</summary>
    public long KeepaliveProbes { get; internal set; }

    /// <summary>Gets the connections given up because they were not answered. (<c>tcps_keepdrops</c>)</summary>
    public long KeepaliveDrops { get; internal set; }

    /// <summary>Gets the connections dropped because nobody accepted those before. (<c>tcps_listendrop</c>)</summary>
    public long ListenDrops { get; internal set; }

    /// <summary>Gets the half-open connections that were noted. (<c>tcps_sc_added</c>)</summary>
    public long SynCacheAdded { get; internal set; }

    /// <summary>Gets those that had to go for newer ones. (<c>tcps_sc_bucketoverflow</c>)</summary>
    public long SynCacheOverflows { get; internal set; }

    /// <summary>Gets the cookies sent. (<c>tcps_sc_sendcookie</c>)</summary>
    public long CookiesSent { get; internal set; }

    /// <summary>Gets the cookies that came back. (<c>tcps_sc_recvcookie</c>)</summary>
    public long CookiesReceived { get; internal set; }

    /// <summary>Gets the paths on which large segments were found to disappear. (<c>tcps_pmtud_blackhole_activated</c>)</summary>
    public long BlackHoles { get; internal set; }

    /// <summary>Gets the congestion marks received, as data with one or as an echo. (<c>tcps_ecn_ce</c>, <c>tcps_ecn_rcwnd</c>)</summary>
    public long CongestionMarks { get; internal set; }
}
