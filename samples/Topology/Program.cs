using LossyNetwork;
using Vimage;
using Vimage.Net;

//   alice ──┐      10.0.0.0/24              10.0.1.0/24                   10.0.2.0/24
//           hub ──────────────── left ── slow, and loses 5 % ── right ──────────────── server
//   bob ────┘    2001:db8:0::/64           2001:db8:1::/64              2001:db8:2::/64
using FileStream? file = Arguments.Read(args, out ulong seed);
if (file is null)
{
    return 2;
}

// The domain of the root and all that is made below it. Its time and its seed decide everything that happens in it.
VirtualTimeProvider time = new();
Netisr.Current = new Netisr(time, seed) { AllowSynchronousContinuations = true };
(Vnet alice, Vnet bob, Vnet hub) = (Vnet.Root.CreateChild("alice"), Vnet.Root.CreateChild("bob"), Vnet.Root.CreateChild("hub"));
(Vnet left, Vnet right, Vnet server) = (Vnet.Root.CreateChild("left"), Vnet.Root.CreateChild("right"), Vnet.Root.CreateChild("server"));

Epair toAlice = Cable.Connect(hub, alice);
Epair toBob = Cable.Connect(hub, bob);
Epair toLeft = Cable.Connect(hub, left);
Epair slow = Cable.Connect(left, right);
Epair toServer = Cable.Connect(right, server);
toAlice.Peer.Configure("10.0.0.2/24", "2001:db8::2/64");
toBob.Peer.Configure("10.0.0.3/24", "2001:db8::3/64");
toLeft.Peer.Configure("10.0.0.1/24", "2001:db8::1/64");
slow.Configure("10.0.1.1/24", "2001:db8:1::1/64");
slow.Peer.Configure("10.0.1.2/24", "2001:db8:1::2/64");
toServer.Configure("10.0.2.1/24", "2001:db8:2::1/64");
toServer.Peer.Configure("10.0.2.2/24", "2001:db8:2::2/64");

hub.Bridge(toAlice, toBob, toLeft);
slow.Link = slow.Peer.Link = new LinkProperties { Rate = 10_000_000, Delay = TimeSpan.FromMilliseconds(20), Jitter = TimeSpan.FromMilliseconds(4), Loss = 0.05 };
alice.RouteTo("10.0.0.1", "2001:db8::1");
bob.RouteTo("10.0.0.1", "2001:db8::1");
left.Forward().RouteTo("10.0.1.2", "2001:db8:1::2");
right.Forward().RouteTo("10.0.1.1", "2001:db8:1::1");
server.RouteTo("10.0.2.1", "2001:db8:2::1");

// Nobody has said by then that it has one of the addresses of IPv6 already (RFC 4862, 5.4), and they can be used.
time.Advance(TimeSpan.FromSeconds(3));

using PacketCapture capture = new(slow, file);
Report report = new(time, Console.Out);
report.Ping(alice, bob, "10.0.0.3", "2001:db8::3");
report.Ping(alice, server, "10.0.2.2", "2001:db8:2::2");
report.Ping(server, bob, "10.0.0.3", "2001:db8::3");
report.Transfer(alice, server, "10.0.2.2");
report.Transfer(server, bob, "2001:db8::3");
Console.WriteLine($"{capture.Packets} packets of the slow link are in {file.Name}.");
return report.IsGood ? 0 : 1;
