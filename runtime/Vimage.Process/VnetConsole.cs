namespace Vimage;

/// <summary>The console of a vnet.</summary>
/// <remarks>
/// After <see cref="Install"/>, code that knows nothing of vnets and calls <see cref="Console"/> reads and writes the console
/// of the vnet that it runs in. A vnet begins with its parent's; the root's is the one that the process had.
/// </remarks>
[VnetModule("process.console")]
public static partial class VnetConsole
{
    [Virtualized] private static TextReader input = ProcessConsole.In;
    [Virtualized] private static TextWriter output = ProcessConsole.Out;
    [Virtualized] private static TextWriter error = ProcessConsole.Error;

    /// <summary>Gets or sets where the current vnet reads from. It is used from one thread at a time.</summary>
    public static TextReader In
    {
        get => V_input;
        set => V_input = TextReader.Synchronized(value);
    }

    /// <summary>Gets or sets where the current vnet writes to. It is used from one thread at a time.</summary>
    public static TextWriter Out
    {
        get => V_output;
        set => V_output = TextWriter.Synchronized(value);
    }

    /// <summary>Gets or sets where the current vnet writes errors to. It is used from one thread at a time.</summary>
    public static TextWriter Error
    {
        get => V_error;
        set => V_error = TextWriter.Synchronized(value);
    }

    /// <summary>Makes <see cref="Console"/> the console of the vnet that it is called in, for the whole process, from now on.</summary>
    public static void Install()
    {
        ProcessConsole.Capture();
        Console.SetIn(ProcessConsole.RoutedIn);
        Console.SetOut(ProcessConsole.RoutedOut);
        Console.SetError(ProcessConsole.RoutedError);
    }

    [VnetInit]
    private static void Inherit(Vnet vnet)
    {
        if (vnet.Parent is { } parent)
        {
            (V_input, V_output, V_error) = parent.Run(static () => (V_input, V_output, V_error));
        }
    }
}
