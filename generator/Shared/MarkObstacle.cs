namespace Vimage;

/// <summary>Why a mark on a member can't work, as far as syntax can tell.</summary>
internal enum MarkObstacle
{
    /// <summary>It can.</summary>
    None,

    /// <summary>What is marked is no field, property or event that holds a value.</summary>
    NotAVariable,

    /// <summary>An instance member.</summary>
    NotStatic,

    /// <summary>A <c>const</c>.</summary>
    Constant,

    /// <summary>A <c>[ThreadStatic]</c> field.</summary>
    ThreadStatic,

    /// <summary>A property or event without <c>partial</c>, whose implementing part can't be generated.</summary>
    NotPartial,

    /// <summary>A property that the user implements, or an event with accessors.</summary>
    HasBody,

    /// <summary>A property that can't be read.</summary>
    NoGetter,

    /// <summary>A static inside a state struct, whose variables are its instance fields.</summary>
    StaticInStateStruct,

    /// <summary>A buffer of fixed size: no static can be one.</summary>
    FixedBuffer,

    /// <summary>A property or event that is <c>extern</c>, <c>abstract</c>, <c>virtual</c> or the like.</summary>
    NotOwn,
}
