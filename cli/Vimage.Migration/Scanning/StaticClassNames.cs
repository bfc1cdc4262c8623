namespace Vimage.Migration.Scanning;

/// <summary>How classes are written in files: <c>const-like</c>.</summary>
public static class StaticClassNames
{
    private static readonly (StaticClass Class, string Name)[] s_names =
    [
        (StaticClass.Virtualized, "virtualized"),
        (StaticClass.Virtualize, "virtualize"),
        (StaticClass.ConstLike, "const-like"),
        (StaticClass.SetOnce, "set-once"),
        (StaticClass.Cache, "cache"),
        (StaticClass.Thread, "thread"),
        (StaticClass.ProcessShared, "process-shared"),
        (StaticClass.Unaudited, "unaudited"),
    ];

    /// <summary>Gets all names.</summary>
    public static IEnumerable<string> All => s_names.Select(static each => each.Name);

    /// <summary>Returns the name of a class.</summary>
    /// <param name="class">The class.</param>
    /// <returns>The name.</returns>
    public static string Of(StaticClass @class) => Array.Find(s_names, each => each.Class == @class).Name;

    /// <summary>Finds the class of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The class, or <see langword="null"/> if there is none.</returns>
    public static StaticClass? Find(string name) =>
        Array.Find(s_names, each => each.Name == name) is { Name: not null } found ? found.Class : null;
}
