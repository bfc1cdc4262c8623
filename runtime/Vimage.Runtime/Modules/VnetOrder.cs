namespace Vimage;

/// <summary>When a hook runs among those of its <see cref="VnetSubsystem"/>. Equal ones run in the order of their modules.</summary>
/// <remarks>The values are FreeBSD's (<c>SI_ORDER_*</c>), but for <see cref="Any"/>, which there is unsigned.</remarks>
public static class VnetOrder
{
    /// <summary>Before all others.</summary>
    public const int First = 0;

    /// <summary>Second.</summary>
    public const int Second = 1;

    /// <summary>Third.</summary>
    public const int Third = 2;

    /// <summary>Where a hook runs that says nothing.</summary>
    public const int Middle = 0x1000000;

    /// <summary>After all others.</summary>
    public const int Any = int.MaxValue;
}
