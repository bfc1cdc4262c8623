namespace Vimage;

/// <summary>A subsystem and an order as one number that sorts as they do.</summary>
internal static class HookPosition
{
    /// <summary>Where a hook runs that says nothing.</summary>
    internal const long Default = ((long)VnetSubsystem.Default << 32) | VnetOrder.Middle;

    /// <summary>After every hook: what has come so far runs no hooks later.</summary>
    internal const long End = long.MaxValue;

    internal static readonly long[] None = [];

    internal static readonly long[] OneDefault = [Default];

    internal static long Of(int subsystem, int order) => ((long)subsystem << 32) | (uint)order;
}
