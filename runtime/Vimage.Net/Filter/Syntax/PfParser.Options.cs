using System.Net;

namespace Vimage.Net;

/// <content>What is not a rule.</content>
internal sealed partial class PfParser
{
    private void ParseOption()
    {
        Expect("set");
        if (TryTake("skip"))
        {
            Expect("on");
            _skip.AddRange(ParseList(() => TakeName("an interface or a group")));
        }
        else if (TryTake("block-policy"))
        {
            _blockAction = TryTake("drop") ? PfAction.Drop : TryTake("return") ? PfAction.Return : throw Expected("'drop' or 'return'");
        }
        else if (TryTake("reassemble"))
        {
            _set = _set with { Reassembles = TryTake("yes") || (TryTake("no") ? false : throw Expected("'yes' or 'no'")) };
        }
        else if (TryTake("limit"))
        {
            Expect("states");
            _set = _set with { StateLimit = TakeNumber(int.MaxValue) };
        }
        else if (TryTake("timeout"))
        {
            _ = ParseList(ParseTimeout);
        }
        else
        {
            throw Expected("'skip', 'block-policy', 'reassemble', 'limit' or 'timeout'");
        }
    }

    private PfTimeouts ParseTimeout()
    {
        PfToken name = Current;
        PfTimeouts timeouts = _set.Timeouts;
        if (name.IsEndOfLine)
        {
            throw ExpectedTimeout();
        }

        _position++;
        PfToken value = Current;
        TimeSpan time = TimeSpan.FromSeconds(TakeNumber(int.MaxValue));
        PfTimeouts? changed = name.Text switch
        {
            "tcp.first" => timeouts with { TcpFirst = time },
            "tcp.opening" => timeouts with { TcpOpening = time },
            "tcp.established" => timeouts with { TcpEstablished = time },
            "tcp.closing" => timeouts with { TcpClosing = time },
            "tcp.finwait" => timeouts with { TcpFinWait = time },
            "tcp.closed" => timeouts with { TcpClosed = time },
            "udp.single" => timeouts with { UdpSingle = time },
            "udp.multiple" => timeouts with { UdpMultiple = time },
            "icmp.first" => timeouts with { Icmp = time },
            "other.single" => timeouts with { OtherSingle = time },
            "other.multiple" => timeouts with { OtherMultiple = time },
            _ => null,
        };
        if (changed is null)
        {
            _position -= 2;
            throw ExpectedTimeout();
        }

        _set = _set with { Timeouts = changed };
        return changed;
    }

    private PfSyntaxException ExpectedTimeout() => Expected(
        "a timeout: tcp.first, tcp.opening, tcp.established, tcp.closing, tcp.finwait, tcp.closed, "
        + "udp.single, udp.multiple, icmp.first, other.single or other.multiple");

    private void ParseTable()
    {
        Expect("table");
        string name = ParseTableName();
        while (TryTake("persist") || TryTake("const"))
        {
            // Tables stay as long as the rules, and change with them.
        }

        List<IPNetwork> networks = [];
        if (Current.Is("{"))
        {
            networks = ParseList(ParseNetwork);
        }

        _tables[name] = networks;
    }

    private string ParseTableName()
    {
        Expect("<");
        string name = TakeName("the name of a table");
        Expect(">");
        return name;
    }
}
