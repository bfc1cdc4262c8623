namespace Vimage;

/// <summary>Names of quotas. The runtime counts timers; who hands out other things counts those, by any name.</summary>
/// <seealso cref="Vnet.Charge"/>
public static class VnetQuota
{
    /// <summary>Timers of the vnet: <see cref="Vnet.CreateTimer"/>.</summary>
    public const string Timers = "timers";

    /// <summary>Bytes of buffers.</summary>
    public const string Buffers = "buffers";
}
