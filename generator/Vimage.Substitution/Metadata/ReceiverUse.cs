namespace Vimage.Substitution.Metadata;

/// <summary>What a method does with the value type's variable that it is called on, as far as the compiler knows.</summary>
internal enum ReceiverUse
{
    /// <summary>The type that declares the method was not found.</summary>
    Unknown,

    /// <summary>It is <c>readonly</c>, or its type is.</summary>
    ReadOnly,

    /// <summary>It may change it.</summary>
    MayChange,

    /// <summary>It is inherited, so that it gets a boxed copy.</summary>
    Inherited,

    /// <summary>The type is a type parameter.</summary>
    Open,
}
