namespace Vimage;

/// <summary>
/// When a hook runs as a vnet is set up: lower subsystems first, whatever module they are in. A vnet is torn down from the
/// highest to the lowest.
/// </summary>
/// <remarks>
/// The values are FreeBSD's (<c>SI_SUB_*</c>, sys/kernel.h), so that ported code keeps its order; any number between
/// <see cref="First"/> and <see cref="Last"/> is as good.
/// </remarks>
/// <seealso cref="VnetInitAttribute"/>
/// <seealso cref="VnetOrder"/>
public static class VnetSubsystem
{
    /// <summary>Locks and whatever has to exist before all else. (FreeBSD: <c>SI_SUB_VNET_PRELINK</c>.)</summary>
    public const int First = 0x1E00000;

    /// <summary>The instance itself. (FreeBSD: <c>SI_SUB_VNET</c>.)</summary>
    public const int Instance = 0x21E0000;

    /// <summary>Tables and counters that others register in. (FreeBSD: <c>SI_SUB_INIT_IF</c>.)</summary>
    public const int Tables = 0x3000000;

    /// <summary>Drivers. (FreeBSD: <c>SI_SUB_DRIVERS</c>.)</summary>
    public const int Drivers = 0x3100000;

    /// <summary>Devices that are software only. (FreeBSD: <c>SI_SUB_PSEUDO</c>.)</summary>
    public const int Pseudo = 0x7000000;

    /// <summary>Where a hook runs that says nothing. (FreeBSD: <c>SI_SUB_PROTO_BEGIN</c>.)</summary>
    public const int Default = 0x8000000;

    /// <summary>What needs all that others have set up. (FreeBSD: <c>SI_SUB_PROTO_END</c>.)</summary>
    public const int Late = 0x8808000;

    /// <summary>The end of set-up; at teardown, what has to go before all else. (FreeBSD: <c>SI_SUB_VNET_DONE</c>.)</summary>
    public const int Last = 0xDC00000;
}
