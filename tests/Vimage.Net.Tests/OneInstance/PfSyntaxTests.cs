namespace Vimage.Net.Tests;

public sealed class PfSyntaxTests
{
    [Theory]
    [InlineData("pass", "pass from any to any keep state")]
    [InlineData("block in quick on epair0b inet proto tcp from 10.0.0.1/8 port 1:1023 to ! (epair0b:0) port != 80",
        "block drop in quick on epair0b inet proto tcp from 10.0.0.0/8 port 1:1023 to ! (epair0b:0) port != 80")]
    [InlineData("block return out log on ! lo all", "block return out log on ! lo from any to any")]
    [InlineData("pass out proto tcp to port 443 flags S/SAFR keep state set-tos 16", "pass out proto tcp from any to any port 443 flags S/FSRA keep state set-tos 16")]
    [InlineData("pass inet6 proto icmp6 icmp6-type 128 tos 4 no state", "pass inet6 proto icmp6 from any to any icmp6-type 128 tos 4 no state")]
    [InlineData("pass proto 47 from (tun0:network) \\\n  to 2001:db8::1 flags any # comment", "pass proto 47 from (tun0:network) to 2001:db8::1 flags any keep state")]
    [InlineData("set block-policy return\nblock", "block return from any to any")]
    public void A_rule_is_read_and_written(string text, string expected)
    {
        string written = Assert.Single(Pf.Parse(text).Statements).ToString();
        Assert.Equal(expected, written);
        Assert.Equal(expected, Assert.Single(Pf.Parse(written).Statements).ToString());
    }

    [Theory]
    [InlineData("nat on em0 inet from 10.0.0.0/8 to any -> (em0) port 3000:3001", "nat on em0 inet from 10.0.0.0/8 to any -> (em0) port 3000:3001")]
    [InlineData("rdr pass on em0 proto udp from any to 10.0.0.1 port 53 -> 10.0.0.2", "rdr pass on em0 proto udp from any to 10.0.0.1 port 53 -> 10.0.0.2")]
    public void A_translation_is_read_and_written(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(Pf.Parse(text).Translations).ToString());

    [Fact]
    public void Lists_are_one_rule_for_each_combination()
    {
        IReadOnlyList<PfStatement> all = Pf.Parse("pass on { em0, em1 } proto { tcp udp } to { 10.0.0.1 10.0.0.2 } port { 53,\n 80:81 }").Statements;
        Assert.Equal(16, all.Count);
        Assert.Equal(16, all.Distinct().Count());
    }

    [Fact]
    public void Options_tables_and_anchors_are_read()
    {
        PfRuleset set = Pf.Parse("""
            set skip on { lo0 dmz }
            set reassemble no
            set limit states 7
            set timeout { tcp.first 5, udp.single 6 }
            table <bad> persist { 10.0.0.0/8, 2001:db8::/32 }
            anchor "outer" in on em0 {
              block
              anchor inner { pass }
            }
            """);
        Assert.Equal(["lo0", "dmz"], set.Skip);
        Assert.Equal((false, 7), (set.Reassembles, set.StateLimit));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6)), (set.Timeouts.TcpFirst, set.Timeouts.UdpSingle));
        Assert.Equal(2, set.Tables["bad"].Count);
        PfAnchorRule outer = Assert.IsType<PfAnchorRule>(Assert.Single(set.Statements));
        Assert.Equal("anchor \"outer\" in on em0 from any to any", outer.ToString());
        Assert.Equal("inner", Assert.IsType<PfAnchorRule>(outer.Statements![1]).Name);
    }

    [Theory]
    [InlineData("pass\nallow in", 2, 1, "'pass', 'block', 'anchor', 'nat', 'rdr', 'table' or 'set'", "'allow'")]
    [InlineData("pass in on", 1, 11, "an interface or a group", "the end")]
    [InlineData("pass in proto sctp", 1, 15, "'tcp', 'udp', 'icmp', 'icmp6' or the number of a protocol", "'sctp'")]
    [InlineData("pass from 10.1 to any", 1, 11, "an address, a network, 'any', '(interface)' or '<table>'", "'10.1'")]
    [InlineData("pass from 10.0.0.0/33", 1, 20, "a number of 0 to 32", "'33'")]
    [InlineData("pass to port 70000", 1, 14, "a port of 0 to 65535, or two of them as first:last", "'70000'")]
    [InlineData("pass to port 9:8", 1, 14, "a port of 0 to 65535, or two of them as first:last", "'9:8'")]
    [InlineData("block keep state", 1, 7, "'flags', 'icmp-type', 'icmp6-type', 'tos', 'set-tos' or the end of the line", "'keep'")]
    [InlineData("pass keep\nstate", 1, 10, "'state'", "the end of the line")]
    [InlineData("pass flags S/X", 1, 14, "flags of TCP as in S/SA, of F, S, R, P, A, U, E and W", "'X'")]
    [InlineData("anchor a {\n pass\n", 3, 1, "'pass', 'block', 'anchor' or '}'", "the end")]
    [InlineData("anchor \"a", 1, 8, "another '\"' on the line", "none")]
    [InlineData("rdr on em0 from any to any", 1, 27, "'->'", "the end")]
    [InlineData("set timeout tcp.fin 5", 1, 13, "a timeout: tcp.first, tcp.opening, tcp.established, tcp.closing, tcp.finwait, tcp.closed, udp.single, udp.multiple, icmp.first, other.single or other.multiple", "'tcp.fin'")]
    [InlineData("pass from (em0:1)", 1, 12, "':0' or ':network' behind the name of the interface", "'em0:1'")]
    [InlineData("pass to { 10.0.0.1", 1, 19, "'}'", "the end")]
    public void What_cannot_be_read_is_told_with_its_place_and_what_could_stand_there(string text, int line, int column, string expected, string found)
    {
        PfSyntaxException error = Assert.Throws<PfSyntaxException>(() => Pf.Parse(text));
        Assert.Equal((line, column, expected), (error.Line, error.Column, error.Expected));
        Assert.Equal($"Line {line}, column {column} of the rules: expected {expected}, found {found}. (EINVAL)", error.Message);
    }

    [Fact]
    public void Anchors_are_not_deeper_than_can_be_read()
    {
        string text = string.Concat(Enumerable.Repeat("anchor a { ", 10_000));
        Assert.Contains("not more than 64 deep", Assert.Throws<PfSyntaxException>(() => Pf.Parse(text)).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        string[] words = ["pass", "block", "in", "on", "em0", "{", "}", "(", ")", ",", "<", ">", "port", "1:2", "from", "to", "any", "!", "\n", "\"", "a", "set", "table", "anchor", "nat", "->", "/", "8", "10.0.0.1", "proto", "tcp", "flags", "\\", "quick", "#", "skip", "limit"];
        Random random = new(5);
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Join(' ', Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)]));
            try
            {
                read += Pf.Parse(text).Statements.Count;
            }
            catch (PfSyntaxException)
            {
                // It says where.
            }
        }

        Assert.True(read > 0);
    }
}
