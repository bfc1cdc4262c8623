namespace Vimage;

/// <summary>A vnet's time: another provider's, with timers that the vnet owns.</summary>
internal sealed class VnetTimeProvider(Vnet vnet, TimeProvider source) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => source.LocalTimeZone;

    public override long TimestampFrequency => source.TimestampFrequency;

    internal TimeProvider Source => source;

    public override DateTimeOffset GetUtcNow() => source.GetUtcNow();

    public override long GetTimestamp() => source.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        vnet.CreateTimer(callback, state, dueTime, period, callback?.Method.Name ?? "");
}
