namespace Vimage.Migration.Scanning;

/// <summary>What about a static a careless change would break.</summary>
[Flags]
public enum Trap
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its type has a static constructor, whose time is fixed.</summary>
    StaticConstructor = 1,

    /// <summary>It is volatile.</summary>
    Volatile = 2,

    /// <summary>Each thread has its own.</summary>
    ThreadStatic = 4,

    /// <summary>It is in a generic type: one for each set of type arguments.</summary>
    Generic = 8,

    /// <summary>It is an event.</summary>
    Event = 16,

    /// <summary>It is used in an expression tree.</summary>
    ExpressionTree = 32,

    /// <summary>It is assigned an awaited value, or held over an await.</summary>
    Await = 64,

    /// <summary>Its name is given to reflection as a text.</summary>
    Reflection = 128,

    /// <summary>Its name occurs in a branch of <c>#if</c> that is disabled.</summary>
    DisabledBranch = 256,

    /// <summary>The variable itself is needed, and not only its value.</summary>
    AddressTaken = 512,
}
