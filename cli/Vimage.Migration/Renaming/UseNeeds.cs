namespace Vimage.Migration.Renaming;

/// <summary>What a use of a variable asks of its accessor.</summary>
[Flags]
internal enum UseNeeds
{
    /// <summary>Nothing: the value is read or written.</summary>
    None = 0,

    /// <summary>The variable itself: an accessor by reference.</summary>
    Address = 1,

    /// <summary>It is written with an awaited value, which an accessor by reference can't be.</summary>
    ByValueForAwait = 2,

    /// <summary>It is in an expression tree, where an accessor by reference can't be.</summary>
    ByValueForTree = 4,

    /// <summary>The name stays: <c>nameof</c> gives a name, and a changed one would change what the program prints.</summary>
    NameStays = 8,

    /// <summary>It gives its name to a member of an anonymous type, which has to be spelled out: <c>new { x = V_x }</c>.</summary>
    NamesMember = 16,

    /// <summary>It gives its name to an element of a tuple, which has to be spelled out: <c>(x: V_x, 1)</c>.</summary>
    NamesElement = 32,
}
