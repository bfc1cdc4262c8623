namespace Vimage.Process;

/// <summary>
/// A console for each vnet. After <see cref="Install"/>, code that writes to <see cref="Console"/> and never heard of vnets
/// writes to that of the vnet it runs in: its own, or that of the nearest vnet above that has one.
/// </summary>
[VnetModule("console")]
public static partial class VnetConsole
{
    private static readonly TextWriter s_processOut = Console.Out;
    private static readonly TextWriter s_processError = Console.Error;
    private static readonly TextReader s_processIn = Console.In;

    [Virtualized]
    private static TextWriter? s_out;

    [Virtualized]
    private static TextWriter? s_error;

    [Virtualized]
    private static TextReader? s_in;

    /// <summary>Puts the vnets' consoles in place of the process's. Once is enough.</summary>
    public static void Install()
    {
#pragma warning disable CA2000 // The console's for as long as the process lives.
        Console.SetOut(new VnetWriter(static () => Out));
        Console.SetError(new VnetWriter(static () => Error));
#pragma warning restore CA2000
    }

    /// <summary>Gets or sets where the current vnet writes to; <see langword="null"/> for where the vnet above does.</summary>
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public static TextWriter Out
    {
        get => Nearest(static () => V_s_out) ?? s_processOut;
        set => V_s_out = value;
    }

    /// <summary>Gets or sets where the current vnet reports errors to; <see langword="null"/> for where the vnet above does.</summary>
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public static TextWriter Error
    {
        get => Nearest(static () => V_s_error) ?? s_processError;
        set => V_s_error = value;
    }

    /// <summary>Gets or sets where the current vnet reads from; <see langword="null"/> for where the vnet above does.</summary>
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public static TextReader In
    {
        get => Nearest(static () => V_s_in) ?? s_processIn;
        set => V_s_in = value;
    }

    private static T? Nearest<T>(Func<T?> own)
        where T : class
    {
        for (Vnet? vnet = Vnet.Current; vnet is not null; vnet = vnet.Parent)
        {
            using (vnet.EnterSync())
            {
                if (own() is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
