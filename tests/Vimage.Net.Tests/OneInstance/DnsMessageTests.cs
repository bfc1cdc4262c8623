using CsCheck;

namespace Vimage.Net.Tests;

[Trait("RFC", "1035")]
public sealed class DnsMessageTests
{
    // An answer with compressed names, as servers write it: www.example.org is an alias of example.org.
    private static readonly byte[] s_answer =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0,
        3, (byte)'w', (byte)'w', (byte)'w', 7, (byte)'e', (byte)'x', (byte)'a', (byte)'m', (byte)'p', (byte)'l', (byte)'e', 3, (byte)'o', (byte)'r', (byte)'g', 0,
        0, 1, 0, 1,
        0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 2, 0xC0, 16,
        0xC0, 16, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7,
    ];

    [Fact]
    public void CompressedNames_AreRead()
    {
        DnsResponse response = DnsResponse.TryRead(s_answer)!;
        Assert.True(response.IsTo(new DnsQuery(0x1234, "WWW.example.org", DnsType.A)));
        Assert.Equal(("www.example.org", "example.org"), (response.Answers[0].Name, response.Answers[0].Target));
        Assert.Equal(("example.org", "192.0.2.7"), (response.Answers[1].Name, response.Answers[1].Address!.ToString()));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0 })]
    [InlineData(new byte[] { 1, (byte)'a', 0xC0, 0 })]
    [InlineData(new byte[] { 0xC0, 2, 0xC0, 0 })]
    [InlineData(new byte[] { 0xC0 })]
    [InlineData(new byte[] { 0x40, 0 })]
    [InlineData(new byte[] { 5, (byte)'a' })]
    public void NameThatHasNoEnd_IsNone(byte[] message)
    {
        int offset = 0;
        Assert.False(DnsName.TryRead(message, ref offset, out _));
    }

    [Fact]
    public void NameLongerThanAnyIs_IsNone()
    {
        byte[] longest = [.. Enumerable.Repeat((byte[])[63, .. new byte[63]], 3).SelectMany(static label => label), 61, .. new byte[61], 0];
        int offset = 0;
        Assert.Equal(DnsName.MaxSize, longest.Length);
        Assert.True(DnsName.TryRead(longest, ref offset, out _));
        Assert.Equal(longest.Length, offset);
        offset = 0;
        Assert.False(DnsName.TryRead([1, 0, .. longest], ref offset, out _));
    }

    [Fact]
    public void DotInALabel_IsNoSeparator()
    {
        int offset = 0;
        Assert.True(DnsName.TryRead([3, (byte)'a', (byte)'.', (byte)'b', 0], ref offset, out string name));
        Assert.Equal("a\\046b", name);
    }

    [Fact]
    public void Names_AreReadAsTheyWereWritten() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 63].Array[1, 3].Sample(static labels =>
        {
            string name = string.Join('.', labels);
            byte[] bytes = new byte[DnsName.MaxSize];
            int size = DnsName.Write(name, bytes);
            int offset = 0;
            Assert.True(DnsName.TryRead(bytes.AsSpan(0, size), ref offset, out string read));
            Assert.Equal((name, size), (read, offset));
        });

    [Fact]
    public void MutatedAnswers_AreReadOrRefused() =>
        Gen.Select(Gen.Int[0, s_answer.Length - 1].Array[0, 6], Gen.Byte.Array[6], Gen.Int[0, s_answer.Length], Gen.Byte.Array[0, 40])
            .Sample(
                static (places, values, length, tail) =>
                {
                    byte[] message = [.. s_answer];
                    for (int i = 0; i < places.Length; i++)
                    {
                        message[places[i]] = values[i];
                    }

                    Check([.. message[..length], .. tail]);
                },
                iter: 200_000);

    [Fact]
    public void RandomBytes_AreReadOrRefused() =>
        Gen.Byte.Array[0, 200].Sample(static bytes => Check([0, 0, 0x80, 0, 0, 1, 0, 9, .. bytes]), iter: 100_000);

    [Fact]
    public void LifetimeOfAnAnswer_IsTheShortestInIt()
    {
        Assert.Equal(60u, DnsResponse.TryRead(s_answer)!.Lifetime);
        byte[] shorter = [.. s_answer];
        shorter[^7] = 9;
        Assert.Equal(9u, DnsResponse.TryRead(shorter)!.Lifetime);
        shorter[^10] = 0x80;
        Assert.Equal(0u, DnsResponse.TryRead(shorter)!.Lifetime);
    }

    [Trait("RFC", "6891")]
    [Fact]
    public void OptionsOfAQuestion_AreTheLastRecord()
    {
        byte[] plain = new DnsQuery(1, "a", DnsType.A).ToMessage(hasOptions: false)!;
        byte[] question = new DnsQuery(1, "a", DnsType.A).ToMessage(hasOptions: true)!;
        Assert.Equal([0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0], question[plain.Length..]);
        Assert.Equal([0, 1], question[10..12]);
    }

    private static void Check(byte[] message)
    {
        if (DnsResponse.TryRead(message) is { } response)
        {
            Assert.True(response.Answers.Count <= message.Length / 11);
            Assert.All(response.Answers, static each => Assert.True(each.Name.Length <= 4 * DnsName.MaxSize));
        }
    }
}
