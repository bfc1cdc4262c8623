# Sends packets that no kernel would, from 10.99.0.1 on tap0, and says which of the answers of 10.99.0.2 are not as they should be.
import logging
logging.getLogger('scapy.runtime').setLevel(logging.ERROR)
from scapy.all import ARP, ICMP, IP, TCP, UDP, AsyncSniffer, Ether, IPOption_NOP, Raw, checksum, conf, fragment, get_if_hwaddr, getmacbyip, sendp
import threading

OWN, PEER, DEVICE = '10.99.0.1', '10.99.0.2', 'tap0'
conf.verb = 0
conf.checkIPaddr = False
link = Ether(src=get_if_hwaddr(DEVICE), dst=getmacbyip(PEER), type=0x800)
faults = []
sport = 20000
marker = 0


def ports(port=7):
    global sport
    sport += 1
    return {'sport': sport, 'dport': port}


def check(name, holds):
    if not holds:
        faults.append(name)


# Answers come in order: what has not come before that to a last datagram, which somebody sends back, does not come.
def exchange(frames):
    global marker
    marker += 1
    started = threading.Event()
    sniffer = AsyncSniffer(iface=DEVICE, started_callback=started.set, lfilter=lambda p: p.src == link.dst, stop_filter=is_last, timeout=20)
    sniffer.start()
    started.wait()
    sendp(frames + [link / ip() / UDP(sport=9, dport=7) / Raw(b'last %04d' % marker)], iface=DEVICE)
    sniffer.join()
    return [p for p in sniffer.results if not is_last(p)]


def is_last(p):
    return Raw in p and p[Raw].load == b'last %04d' % marker


def ask(packets, wanted):
    answers = exchange([link / packet for packet in (packets if isinstance(packets, list) else [packets])])
    return [p[IP] for p in answers if IP in p and wanted(p)]


def ip(**fields):
    return IP(src=OWN, dst=PEER, **fields)


# With options as they are here, whether well formed or not.
def with_options(options, payload):
    packet = bytearray(bytes(ip(options=[IPOption_NOP()] * len(options)) / payload))
    packet[20:20 + len(options)] = options
    packet[10:12] = b'\0\0'
    packet[10:12] = checksum(bytes(packet[:20 + len(options)])).to_bytes(2, 'big')
    return Raw(bytes(packet))


def is_echo_reply(p):
    return ICMP in p and p[ICMP].type == 0


def is_icmp(kind, code=None):
    return lambda p: ICMP in p and p[ICMP].type == kind and (code is None or p[ICMP].code == code)


def is_udp(p):
    return UDP in p and p[UDP].sport == 7 and ICMP not in p


def is_tcp(p):
    return TCP in p and ICMP not in p


data = bytes(range(256)) * 12

# Fragments.
pieces = fragment(ip(id=1) / ICMP(id=1) / Raw(data), fragsize=600)
whole = ask(pieces[::-1], is_echo_reply)
check('fragments in reverse', len(whole) >= 1)
check('fragments, each twice', len(ask([p for piece in fragment(ip(id=2) / ICMP(id=1) / Raw(data[:1200]), fragsize=600) for p in (piece, piece)],
                                       is_echo_reply)) == 1)
check('a fragment is missing', not ask(fragment(ip(id=3) / ICMP(id=1) / Raw(data[:1200]), fragsize=400)[1:], is_echo_reply))
overlap = fragment(ip(id=4) / ICMP(id=1) / Raw(data[:1200]), fragsize=400)
odd = overlap[1].copy()
odd.frag -= 8
check('fragments that overlap (RFC 5722)', not ask([overlap[0], odd] + overlap[1:], is_echo_reply))
check('a fragment behind the end of any packet', not ask(ip(id=5, frag=8191, proto=1) / Raw(data[:800]), is_echo_reply))
check('the first fragment has no whole header', not ask([ip(id=6, flags='MF', proto=6) / Raw(b'\0' * 8), ip(id=6, frag=1, proto=6) / Raw(b'\0' * 8)],
                                                        lambda p: TCP in p and p[TCP].flags.S))

# Options of IP.
check('no-operation options', len(ask(with_options(b'\1\1\1\1', ICMP(id=1)), is_echo_reply)) == 1)
check('an option that nobody knows', len(ask(with_options(b'\x5e\x04\0\0', ICMP(id=1)), is_echo_reply)) == 1)
check('a source route', not ask(with_options(b'\x83\x07\x04\x0a\x63\0\1\0', ICMP(id=1)), is_echo_reply))
check('an option that is too long', len(ask(with_options(b'\x07\x28\x04\0', ICMP(id=1)), is_icmp(12))) == 1)

# What is checked.
check('wrong checksum of IP', not ask(ip(chksum=1) / ICMP(id=1), is_echo_reply))
check('wrong checksum of ICMP', not ask(ip() / ICMP(id=1, chksum=1), is_echo_reply))
check('wrong checksum of UDP', not ask(ip() / UDP(chksum=1, **ports()) / Raw(b'x'), is_udp))
check('no checksum of UDP', len(ask(ip() / UDP(chksum=0, **ports()) / Raw(b'x'), is_udp)) == 1)
check('wrong checksum of TCP', not ask(ip() / TCP(flags='S', chksum=1, **ports()), is_tcp))
check('UDP longer than its packet', not ask(ip() / UDP(len=100, **ports()) / Raw(b'x'), is_udp))
check('UDP shorter than its header', not ask(ip() / UDP(len=4, **ports()) / Raw(b'x'), is_udp))
check('UDP shorter than its packet', [bytes(p[UDP].payload)[:2] for p in ask(ip() / UDP(len=10, chksum=0, **ports()) / Raw(b'abcd'), is_udp)] == [b'ab'])
check('version 5', not ask(ip(version=5) / ICMP(id=1), is_echo_reply))
check('header of 16 bytes', not ask(ip(ihl=4) / ICMP(id=1), is_echo_reply))
check('longer than its frame', not ask(ip(len=100) / ICMP(id=1), is_echo_reply))
check('shorter than its header', not ask(ip(len=19) / ICMP(id=1), is_echo_reply))
check('no time to live is left, and it has arrived', len(ask(ip(ttl=1) / ICMP(id=1), is_echo_reply)) == 1)
check('from a group', not ask(IP(src='224.0.0.1', dst=PEER) / ICMP(id=1), is_echo_reply))
check('from itself', not ask(IP(src=PEER, dst=PEER) / TCP(flags='S', sport=7, dport=7), lambda p: TCP in p and p[TCP].flags.A))
check('a protocol that nobody has', len(ask(ip(proto=253) / Raw(b'x' * 8), is_icmp(3, 2))) == 1)
check('a port that nobody has', len(ask(ip() / UDP(**ports(9)), is_icmp(3, 3))) == 1)
check('an error about an error', not ask(ip() / ICMP(type=3, code=3) / IP(src=PEER, dst=OWN) / ICMP(type=3, code=3), is_icmp(3)))
check('ICMP of an unknown type', not ask(ip() / ICMP(type=44), lambda p: ICMP in p))

# TCP.
check('a first segment', [str(p[TCP].flags) for p in ask(ip() / TCP(flags='S', **ports()), is_tcp)] == ['SA'])
check('a first segment with all kinds of options', [str(p[TCP].flags) for p in ask(
    ip() / TCP(flags='S', options=[('MSS', 1), ('WScale', 200), ('SAckOK', b''), ('Timestamp', (1, 0)), (253, b'abc'), ('NOP', None)], **ports()), is_tcp)] == ['SA'])
check('an option without a length', [str(p[TCP].flags) for p in ask(
    ip() / TCP(flags='S', dataofs=6, **ports()) / Raw(b'\x02\x00\x00\x00'), is_tcp)] == ['SA'])
check('a header that is longer than the segment', not ask(ip() / TCP(flags='S', dataofs=15, **ports()), is_tcp))
check('a header of 16 bytes', not ask(ip() / TCP(flags='S', dataofs=4, **ports()), is_tcp))
check('no flags', not ask(ip() / TCP(flags=0, **ports()), is_tcp))
check('an acknowledgment of nothing', [str(p[TCP].flags) for p in ask(ip() / TCP(flags='A', ack=5, **ports()), is_tcp)] == ['R'])
check('a reset is not answered', not ask(ip() / TCP(flags='R', **ports()), is_tcp))
check('to a port that nobody has', [str(p[TCP].flags) for p in ask(ip() / TCP(flags='S', seq=9, **ports(8)), lambda p: is_tcp(p) and p[TCP].ack == 10)] == ['RA'])

# Ethernet and ARP.
check('a short frame is filled up', len(ask(ip() / ICMP(id=1) / Raw(b'') / Raw(b'\0' * 10), is_echo_reply)) == 1)
claim = Ether(src=link.src, dst='ff:ff:ff:ff:ff:ff') / ARP(op=1, hwsrc='02:00:00:00:00:66', psrc=PEER, pdst=PEER)
check('somebody else has its address', [p[ARP].hwsrc for p in exchange([claim]) if ARP in p and p[ARP].psrc == PEER] == [link.dst])

print('\n'.join(faults) if faults else 'all as expected')
raise SystemExit(1 if faults else 0)
