using System.Collections.Immutable;
using System.Diagnostics;

namespace Vimage;

/// <summary>The environment variables and the current directory of a vnet: <see cref="Environment"/> as the vnet sees it.</summary>
/// <remarks>
/// In the root it is the process's own, so that what happens there is seen by everybody who asks the process. A vnet begins with
/// what its parent had when it was created, as a child process does, and then has its own.
/// </remarks>
[VnetModule("process.environment")]
public static partial class VnetEnvironment
{
    // Null in the root: the process has them.
    [Virtualized] private static ImmutableDictionary<string, string>? variables;
    [Virtualized] private static string? currentDirectory;

    /// <summary>Gets or sets the directory that relative paths are relative to; see <see cref="GetFullPath"/>.</summary>
    /// <value>An absolute path. A relative one that is set is relative to the one before.</value>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static string CurrentDirectory
    {
        get => V_currentDirectory ?? Environment.CurrentDirectory;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            string path = GetFullPath(value);
            if (!Directory.Exists(path))
            {
                throw new DirectoryNotFoundException($"There is no directory '{path}' to make the current one of vnet '{Vnet.Current}'.");
            }

            if (V_currentDirectory is null)
            {
                Environment.CurrentDirectory = path;
            }
            else
            {
                V_currentDirectory = path;
            }
        }
    }

    /// <summary>Gets the host name of the current vnet.</summary>
    public static string MachineName => VnetHost.HostName;

    /// <summary>Makes a path absolute. The file system itself knows only the directory of the process.</summary>
    /// <param name="path">A path.</param>
    /// <returns>The path, from the root of the file system.</returns>
    public static string GetFullPath(string path) => Path.GetFullPath(path, CurrentDirectory);

    /// <summary>Returns a variable.</summary>
    /// <param name="variable">Its name.</param>
    /// <returns>The value, or <see langword="null"/> if there is none.</returns>
    public static string? GetEnvironmentVariable(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return V_variables is { } own ? own.GetValueOrDefault(variable) : Environment.GetEnvironmentVariable(variable);
    }

    /// <summary>Sets a variable, or removes it.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="value">The value; <see langword="null"/> or empty to remove it.</param>
    /// <exception cref="ArgumentException">The name is empty, or contains <c>=</c> or a null character.</exception>
    public static void SetEnvironmentVariable(string variable, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        if (variable.AsSpan().IndexOfAny('=', '\0') >= 0)
        {
            throw new ArgumentException($"'{variable}' is no name of an environment variable: it contains '=' or a null character.", nameof(variable));
        }

        if (V_variables is not { } own)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
        else
        {
            V_variables = string.IsNullOrEmpty(value) ? own.Remove(variable) : own.SetItem(variable, value);
        }
    }

    /// <summary>Returns all variables.</summary>
    /// <returns>A copy: what is set later does not change it.</returns>
    public static IReadOnlyDictionary<string, string> GetEnvironmentVariables() => V_variables ?? OfProcess();

    /// <summary>Hands variables and directory of the current vnet on to a process that is about to be started.</summary>
    /// <param name="start">How the process is started.</param>
    public static void ApplyTo(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.Environment.Clear();
        foreach ((string name, string value) in GetEnvironmentVariables())
        {
            start.Environment[name] = value;
        }

        start.WorkingDirectory = CurrentDirectory;
    }

    [VnetInit]
    private static void Inherit(Vnet vnet)
    {
        if (vnet.Parent is { } parent)
        {
            (V_variables, V_currentDirectory) = parent.Run(static () => (V_variables ?? OfProcess(), CurrentDirectory));
        }
    }

    private static ImmutableDictionary<string, string> OfProcess() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .ToImmutableDictionary(
            static entry => (string)entry.Key,
            static entry => (string?)entry.Value ?? "",
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}
