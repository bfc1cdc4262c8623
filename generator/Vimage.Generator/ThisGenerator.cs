namespace Vimage.Generator;

internal static class ThisGenerator
{
    /// <summary>
    /// The version of the emitted code's shape, in its <c>[GeneratedCode]</c>. Not the package's: emitted code that is the
    /// same should stay the same, byte for byte.
    /// </summary>
    internal const string Version = "1.0";
}
