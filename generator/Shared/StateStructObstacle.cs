namespace Vimage;

/// <summary>Why a mark on a type can't work, as far as syntax can tell.</summary>
internal enum StateStructObstacle
{
    /// <summary>It can.</summary>
    None,

    /// <summary>A record, or a <c>ref struct</c>.</summary>
    NotAStruct,

    /// <summary>It is in no type whose variables its fields could be.</summary>
    NotNested,

    /// <summary>It has type parameters of its own.</summary>
    Generic,

    /// <summary>It is not <c>partial</c>.</summary>
    NotPartial,
}
