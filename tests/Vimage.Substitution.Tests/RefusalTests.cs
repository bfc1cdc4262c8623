using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Substitution.Tests.Harness;

namespace Vimage.Substitution.Tests;

/// <summary>Files that are refused, each with a reason.</summary>
public sealed class RefusalTests
{
    private const string Source = """
        using Vimage;
        public static partial class Cache<T> { [Virtualized] internal static T value; }
        public static partial class State { [Virtualized] internal static int n = 3; }
        public static class Test { public static string Run() { try { Cache<int>.V_value = State.V_n; } finally { State.V_n++; } return State.V_n.ToString(); } }
        """;

    [Fact]
    public void NoPortableExecutable() =>
        Assert.Equal("VIM0911", Assert.Throws<SubstitutionException>(static () => AccessorSubstitution.Substitute("#!/bin/sh"u8.ToArray())).Code);

    [Fact]
    public void NoManagedCode()
    {
        byte[] image = Emitted.Of(Twins.Virtualized(Source)).Image;
        using PEReader file = new(new MemoryStream(image));
        int directory = file.PEHeaders.PEHeaderStartOffset + (file.PEHeaders.PEHeader!.Magic == PEMagic.PE32 ? 96 : 112) + (14 * 8);
        Array.Clear(image, directory, 8);
        SubstitutionException exception = Assert.Throws<SubstitutionException>(() => AccessorSubstitution.Substitute(image));
        Assert.Equal(("VIM0911", "it has no managed code"), (exception.Code, exception.Message));
    }

    [Fact]
    public void MixedMode()
    {
        byte[] image = Emitted.Of(Twins.Virtualized(Source)).Image;
        using PEReader file = new(new MemoryStream(image));
        image[file.PEHeaders.CorHeaderStartOffset + 16] &= unchecked((byte)~(int)CorFlags.ILOnly);
        Assert.Equal("VIM0911", Assert.Throws<SubstitutionException>(() => AccessorSubstitution.Substitute(image)).Code);
    }

    [Fact]
    public void ReadyToRun()
    {
        byte[] image = File.ReadAllBytes(typeof(object).Assembly.Location);
        SubstitutionException exception = Assert.Throws<SubstitutionException>(() => AccessorSubstitution.Substitute(image));
        Assert.Equal("VIM0911", exception.Code);
        Assert.Contains("ReadyToRun", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoIL_NamesTheMethod()
    {
        Emitted program = Emitted.Of(Twins.Virtualized(Source));
        using PEReader file = new(new MemoryStream(program.Image));
        MetadataReader metadata = file.GetMetadataReader();
        MethodDefinition run = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Single(method => metadata.GetString(method.Name) == "Run");
        SectionHeader section = file.PEHeaders.SectionHeaders[file.PEHeaders.GetContainingSectionIndex(run.RelativeVirtualAddress)];
        program.Image[run.RelativeVirtualAddress - section.VirtualAddress + section.PointerToRawData + 12] = 0xFF;
        SubstitutionException exception = Assert.Throws<SubstitutionException>(() => program.Substitute());
        Assert.Equal("VIM0912", exception.Code);
        Assert.Contains("Test.Run", exception.Message, StringComparison.Ordinal);
        Assert.Contains("0xFF", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedFiles_AreRefusedOrRewritten_NeverAnythingElse()
    {
        byte[] image = Emitted.Of(Twins.Virtualized(Source)).Image;
        Gen.Select(Gen.Int[0, image.Length - 1], Gen.Byte).Array[1, 6].Sample(
            damages =>
            {
                byte[] damaged = [.. image];
                foreach ((int at, byte value) in damages)
                {
                    damaged[at] = value;
                }

                try
                {
                    Assert.Equal(image.Length, AccessorSubstitution.Substitute(damaged).Image.Length);
                }
                catch (SubstitutionException exception)
                {
                    Assert.StartsWith("VIM09", exception.Code, StringComparison.Ordinal);
                }
            },
            iter: 3000,
            threads: 1);
    }

    [Theory]
    [InlineData("public", true)]
    [InlineData("delayed", true)]
    [InlineData("real", false)]
    public void StrongNames_AreRefusedOnceTheyAreSignatures(string signing, bool isFine)
    {
        string key = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using RSACryptoServiceProvider rsa = new(2048);
            File.WriteAllBytes(key, rsa.ExportCspBlob(includePrivateParameters: signing == "real"));
            CSharpCompilation compilation = Sign(Twins.Virtualized(Source), key, signing);
            Emitted program = Emitted.Of(compilation);
            if (isFine)
            {
                Assert.Equal(5, program.Substitute().Substituted);
                return;
            }

            SubstitutionException exception = Assert.Throws<SubstitutionException>(() => program.Substitute());
            Assert.Equal("VIM0913", exception.Code);
            Assert.Contains("PublicSign", exception.Message, StringComparison.Ordinal);
            Assert.Contains("VimageExact", exception.Message, StringComparison.Ordinal);

            // Where there is nothing to replace, a signature is no obstacle.
            Assert.Equal(0, Emitted.Of(Sign(Twins.Plain(Source), key, signing)).Substitute().Substituted);
        }
        finally
        {
            File.Delete(key);
        }
    }

    private static CSharpCompilation Sign(CSharpCompilation compilation, string key, string signing)
    {
        CSharpCompilationOptions options = compilation.Options
            .WithCryptoKeyFile(signing == "public" ? key : null)
            .WithStrongNameProvider(new DesktopStrongNameProvider());
        return compilation.WithOptions(signing switch
        {
            "public" => options.WithPublicSign(true),
            "delayed" => options.WithCryptoKeyFile(key).WithDelaySign(true),
            _ => options.WithCryptoKeyFile(key),
        });
    }
}
