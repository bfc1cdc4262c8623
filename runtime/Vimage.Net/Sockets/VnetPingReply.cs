using System.Net;
using System.Net.NetworkInformation;

namespace Vimage.Net;

/// <summary>What became of an echo that was asked for.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Address">Who has answered; where nobody has, who was asked.</param>
/// <param name="RoundtripTime">How long the answer took, in the time of the vnet's domain.</param>
/// <param name="TimeToLive">What was left of the answer's time to live; 0 for IPv6, whose raw sockets do not see the header.</param>
/// <param name="Length">The bytes of the answer, with its ICMP header.</param>
public readonly record struct VnetPingReply(IPStatus Status, IPAddress Address, TimeSpan RoundtripTime, int TimeToLive, int Length);
