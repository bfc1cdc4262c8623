namespace Vimage.Migration.Renaming.Uses;

/// <summary>What a use of a variable asks of its accessor, and of whoever rewrites it.</summary>
[Flags]
internal enum UseNeeds
{
    /// <summary>Nothing: the value is read or written.</summary>
    None = 0,

    /// <summary>The variable itself: an accessor by reference.</summary>
    Address = 1,

    /// <summary>It is written with an awaited value, which an accessor by reference can't be.</summary>
    AwaitedWrite = 2,

    /// <summary>It is handed out by reference, and the same expression awaits something before that is used.</summary>
    HeldOverAwait = 4,

    /// <summary>It is in an expression tree, where an accessor by reference can't be.</summary>
    ExpressionTree = 8,

    /// <summary>The name stays: <c>nameof</c> gives a name, and a changed one would change what the program prints.</summary>
    NameStays = 16,

    /// <summary>It gives its name to a member of an anonymous type, which has to be spelled out: <c>new { x = V_x }</c>.</summary>
    NamesMember = 32,

    /// <summary>It gives its name to an element of a tuple, which has to be spelled out: <c>(x: V_x, 1)</c>.</summary>
    NamesElement = 64,

    /// <summary>A read-only variable that a static constructor writes, which an accessor without a setter does not allow.</summary>
    ConstructorWrite = 128,
}
