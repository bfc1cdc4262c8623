using System.Collections.Immutable;
using System.Globalization;

namespace Vimage.Process;

/// <summary>
/// What a process has once, for each vnet: host name, environment variables, current directory, culture. A vnet begins with
/// what the one above it has when it first asks, the root with the process's own; from then on each changes its own.
/// </summary>
/// <remarks>The process's own are not changed, also not from the root.</remarks>
[VnetModule("process")]
public static partial class VnetProcess
{
    /// <summary>The host's name.</summary>
    [Virtualized(Name = "kern.hostname")]
    private static string s_hostName = Inherited(static () => V_s_hostName, Environment.MachineName);

    // Replaced, never changed: what one vnet has inherited another may change at the same time.
    [Virtualized(ByRef = true)]
    private static ImmutableDictionary<string, string> s_environment = Inherited(static () => V_s_environment, OfProcess());

    [Virtualized]
    private static string s_currentDirectory = Inherited(static () => V_s_currentDirectory, Directory.GetCurrentDirectory());

    [Virtualized]
    private static CultureInfo s_culture = Inherited(static () => V_s_culture, CultureInfo.CurrentCulture);

    /// <summary>Gets or sets the current vnet's host name. (FreeBSD: <c>kern.hostname</c>.)</summary>
    public static string HostName
    {
        get => V_s_hostName;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            V_s_hostName = value;
        }
    }

    /// <summary>Gets the current vnet's environment variables: a snapshot.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentVariables => V_s_environment;

    /// <summary>Gets or sets the current vnet's current directory: an absolute path.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static string CurrentDirectory
    {
        get => V_s_currentDirectory;
        set
        {
            string path = FullPath(value);
            V_s_currentDirectory = Directory.Exists(path)
                ? path
                : throw new DirectoryNotFoundException($"There is no directory '{path}' for vnet '{Vnet.Current}' to be in.");
        }
    }

    /// <summary>Gets or sets the current vnet's culture. <see cref="Run"/> makes it the flow's.</summary>
    public static CultureInfo Culture
    {
        get => V_s_culture;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            V_s_culture = value;
        }
    }

    /// <summary>Returns an environment variable of the current vnet.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or <see langword="null"/> if there is none.</returns>
    public static string? GetEnvironmentVariable(string name) => V_s_environment.GetValueOrDefault(name);

    /// <summary>Sets an environment variable of the current vnet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; <see langword="null"/> removes it.</param>
    public static void SetEnvironmentVariable(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _ = ImmutableInterlocked.Update(
            ref V_s_environment,
            static (all, change) => change.Value is null ? all.Remove(change.Name) : all.SetItem(change.Name, change.Value),
            (Name: name, Value: value));
    }

    /// <summary>Returns a path as the current vnet means it: what is relative begins at its current directory.</summary>
    /// <param name="path">The path.</param>
    /// <returns>An absolute path.</returns>
    public static string FullPath(string path) => Path.GetFullPath(path, V_s_currentDirectory);

    /// <summary>Runs an action in a vnet and in its culture.</summary>
    /// <param name="vnet">The vnet.</param>
    /// <param name="action">What to run.</param>
    public static void Run(Vnet vnet, Action action)
    {
        ArgumentNullException.ThrowIfNull(vnet);
        ArgumentNullException.ThrowIfNull(action);
        vnet.Run(() =>
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = Culture;
            try
            {
                action();
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        });
    }

    // In the root the compiler's run asks, once, for what the process has.
    private static T Inherited<T>(Func<T> above, T own) => Vnet.Current.Parent is { } parent ? parent.Run(above) : own;

    private static ImmutableDictionary<string, string> OfProcess()
    {
        ImmutableDictionary<string, string>.Builder all = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (System.Collections.DictionaryEntry each in Environment.GetEnvironmentVariables())
        {
            all[(string)each.Key] = (string?)each.Value ?? "";
        }

        return all.ToImmutable();
    }
}
