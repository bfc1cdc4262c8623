using System.Globalization;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Rules and anchors.</content>
internal sealed partial class PfParser
{
    // Deeper ones are none that somebody has written.
    private const int MaxDepth = 64;

    private void ParseStatement(List<PfStatement> statements, int depth, string expected)
    {
        if (TryTake("anchor"))
        {
            statements.AddRange(ParseAnchor(depth));
        }
        else if (TryTake("pass"))
        {
            statements.AddRange(ParseRule(PfAction.Pass));
        }
        else if (TryTake("block"))
        {
            statements.AddRange(ParseRule(TryTake("drop") ? PfAction.Drop : TryTake("return") ? PfAction.Return : _blockAction));
        }
        else
        {
            throw Expected(expected);
        }
    }

    private IEnumerable<PfStatement> ParseAnchor(int depth)
    {
        if (depth == MaxDepth)
        {
            throw Expected($"anchors in each other not more than {MaxDepth} deep");
        }

        PfAnchorRule anchor = new(TakeName("the name of an anchor")) { Direction = ParseDirection(), IsQuick = TryTake("quick") };
        List<PfMatch> expanded = ParseMatch(anchor);
        if (!TryTake("{"))
        {
            return expanded.Cast<PfStatement>();
        }

        List<PfStatement> inner = [];
        SkipLines();
        while (!Current.Is("}"))
        {
            ParseStatement(inner, depth + 1, "'pass', 'block', 'anchor' or '}'");
            if (!Current.Is("}"))
            {
                EndLine();
            }
        }

        Expect("}");
        return expanded.Select(each => (PfAnchorRule)each with { Statements = inner });
    }

    private IEnumerable<PfStatement> ParseRule(PfAction action)
    {
        PfRule rule = new() { Action = action, Direction = ParseDirection(), IsLogged = TryTake("log"), IsQuick = TryTake("quick") };
        List<PfMatch> expanded = ParseMatch(rule);
        PfRule filters = rule;
        while (!Current.IsEndOfLine && !Current.Is("}"))
        {
            filters = ParseFilter(filters);
        }

        return expanded.Select(each => (PfRule)each with
        {
            State = filters.State,
            Flags = filters.Flags,
            FlagMask = filters.FlagMask,
            IcmpType = filters.IcmpType,
            Tos = filters.Tos,
            SetTos = filters.SetTos,
        });
    }

    private PfRule ParseFilter(PfRule rule)
    {
        const int MaxByte = byte.MaxValue;
        if (TryTake("flags"))
        {
            return ParseFlags(rule);
        }

        if (TryTake("icmp-type") || TryTake("icmp6-type"))
        {
            return rule with { IcmpType = TakeNumber(MaxByte) };
        }

        if (TryTake("tos"))
        {
            return rule with { Tos = TakeNumber(MaxByte) };
        }

        if (TryTake("set-tos"))
        {
            return rule with { SetTos = TakeNumber(MaxByte) };
        }

        if (rule.Action == PfAction.Pass && (Current.Is("keep") || Current.Is("no")))
        {
            PfStatePolicy policy = Take().Is("keep") ? PfStatePolicy.Keep : PfStatePolicy.None;
            Expect("state");
            return rule with { State = policy };
        }

        string states = rule.Action == PfAction.Pass ? "'keep state', 'no state', " : "";
        throw Expected($"'flags', 'icmp-type', 'icmp6-type', 'tos', {states}'set-tos' or the end of the line");
    }

    private PfRule ParseFlags(PfRule rule)
    {
        if (TryTake("any"))
        {
            return rule with { Flags = 0, FlagMask = 0 };
        }

        int flags = Current.Is("/") ? 0 : TakeFlags();
        Expect("/");
        return rule with { Flags = flags, FlagMask = TakeFlags() };
    }

    private int TakeFlags() => PfFlags.TryParse(Current.Text, out int flags) && !Current.IsEndOfLine
        ? Taken(flags)
        : throw Expected("flags of TCP as in S/SA, of F, S, R, P, A, U, E and W");

    private PacketDirection ParseDirection() =>
        TryTake("in") ? PacketDirection.In : TryTake("out") ? PacketDirection.Out : PacketDirection.None;

    /// <summary>Reads which packets a rule is about; of lists in braces there is one rule for each combination.</summary>
    private List<PfMatch> ParseMatch(PfMatch rule)
    {
        IEnumerable<PfMatch> all = [rule];
        if (TryTake("on"))
        {
            List<(string Name, bool IsNegated)> on = ParseList(ParseOn);
            all = all.SelectMany(each => on.Select(one => each with { On = one.Name, IsOnNegated = one.IsNegated }));
        }

        if (Current.Is("inet") || Current.Is("inet6"))
        {
            AddressFamily family = Take().Is("inet6") ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
            all = all.Select(each => each with { Family = family });
        }

        if (TryTake("proto"))
        {
            List<int> protocols = ParseList(ParseProtocol);
            all = all.SelectMany(each => protocols.Select(one => each with { Protocol = one }));
        }

        return [.. TryTake("all") ? all : ParseEnds(all)];
    }

    private (string Name, bool IsNegated) ParseOn()
    {
        bool isNegated = TryTake("!");
        return (TakeName("an interface or a group"), isNegated);
    }

    private IEnumerable<PfMatch> ParseEnds(IEnumerable<PfMatch> all)
    {
        if (TryTake("from"))
        {
            List<PfHost> hosts = ParseList(ParseHost);
            List<PfPorts> ports = TryTake("port") ? ParseList(ParsePorts) : [PfPorts.Any];
            all = all.SelectMany(each => hosts.SelectMany(host => ports.Select(port => each with { From = host, FromPorts = port })));
        }

        if (TryTake("to"))
        {
            List<PfHost> hosts = Current.Is("port") ? [PfHost.Any] : ParseList(ParseHost);
            List<PfPorts> ports = TryTake("port") ? ParseList(ParsePorts) : [PfPorts.Any];
            all = all.SelectMany(each => hosts.SelectMany(host => ports.Select(port => each with { To = host, ToPorts = port })));
        }

        return all;
    }

    private int ParseProtocol()
    {
        int? known = Current.Text switch
        {
            "icmp" => IpProtocol.Icmp,
            "tcp" => IpProtocol.Tcp,
            "udp" => IpProtocol.Udp,
            "icmp6" or "ipv6-icmp" => IpProtocol.Icmp6,
            _ => byte.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out byte number) ? number : null,
        };
        return known is { } protocol ? Taken(protocol) : throw Expected("'tcp', 'udp', 'icmp', 'icmp6' or the number of a protocol");
    }

    private void ParseTranslation()
    {
        bool isNat = Take().Is("nat");
        bool isPass = TryTake("pass");
        PfTranslation rule = new() { Direction = isNat ? PacketDirection.Out : PacketDirection.In, IsPass = isPass };
        List<PfMatch> expanded = ParseMatch(rule);
        Expect("->");
        PfHost target = ParseHost();
        PfPorts? ports = TryTake("port") ? ParseRange() : null;
        _translations.AddRange(expanded.Select(each => (PfTranslation)each with { Target = target, TargetPorts = ports }));
    }
}
