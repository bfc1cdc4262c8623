using System.Buffers.Binary;
using CsCheck;

namespace Vimage.Net.Tests;

public sealed class ChecksumTests
{
    [Trait("RFC", "1071")]
    [Fact]
    public void Checksum_IsThatOfRfc1071() =>
        Gen.Byte.Array[0, 3000].Sample(static bytes => Assert.Equal(Naive(bytes), InternetChecksum.Of(bytes)));

    [Trait("RFC", "1071")]
    [Fact]
    public void Checksum_OverPieces_IsThatOfTheWhole() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 300]).Sample(static (first, second) =>
        {
            byte[] even = first[..(first.Length & ~1)];
            Assert.Equal(InternetChecksum.Of([.. even, .. second]), InternetChecksum.Of(second, InternetChecksum.Sum(even, 0)));
        });

    [Trait("RFC", "1624")]
    [Fact]
    public void UpdatedChecksum_VerifiesAsTheComputedOne() =>
        Gen.Select(Gen.Byte.Array[20], Gen.Int[0, 8], Gen.UShort).Sample(static (bytes, word, value) =>
        {
            ushort checksum = InternetChecksum.Of(bytes);
            ushort before = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(word * 2));
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(word * 2), value);
            byte[] stored = [.. bytes, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(stored.AsSpan(20), InternetChecksum.Update(checksum, before, value));
            Assert.Equal(0, InternetChecksum.Of(stored));
        });

    private static ushort Naive(byte[] bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)((bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0));
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
