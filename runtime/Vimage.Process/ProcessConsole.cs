namespace Vimage;

/// <summary>
/// The console that the process had before it was given out to vnets, and what gives it out. One for the process, and not
/// virtualized.
/// </summary>
internal static class ProcessConsole
{
    internal static TextReader In { get; } = Console.In;

    internal static TextWriter Out { get; } = Console.Out;

    internal static TextWriter Error { get; } = Console.Error;

    internal static TextReader RoutedIn { get; } = new VnetConsoleReader();

    internal static TextWriter RoutedOut { get; } = new VnetConsoleWriter(static () => VnetConsole.Out);

    internal static TextWriter RoutedError { get; } = new VnetConsoleWriter(static () => VnetConsole.Error);

    /// <summary>Makes sure that the console is known before it is replaced: a first use after that would find the replacement.</summary>
    internal static void Capture() => _ = In;
}
