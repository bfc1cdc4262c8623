namespace Vimage.Migration.Scanning;

/// <summary>When a member runs that writes a static.</summary>
public enum WriteTime
{
    /// <summary>In an initializer of a static.</summary>
    Initializer,

    /// <summary>In a static constructor.</summary>
    StaticConstructor,

    /// <summary>In a member that by its name makes things ready: <c>Main</c>, <c>Init...</c>, <c>Load...</c></summary>
    Start,

    /// <summary>At any time.</summary>
    Later,
}
