using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Loading;

/// <summary>Reads files of C# as the compiler does: by their byte order mark, else as UTF-8, else as Latin-1.</summary>
internal static class SourceFile
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static SourceText Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            return SourceText.From(bytes, bytes.Length, s_strictUtf8);
        }
        catch (DecoderFallbackException)
        {
            return SourceText.From(bytes, bytes.Length, Encoding.Latin1);
        }
    }

    /// <summary>Returns the bytes that a text is stored as.</summary>
    internal static byte[] BytesOf(SourceText text)
    {
        Encoding encoding = text.Encoding ?? s_strictUtf8;
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }
}
