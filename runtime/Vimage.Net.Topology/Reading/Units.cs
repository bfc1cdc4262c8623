using System.Buffers;
using System.Globalization;

namespace Vimage.Net.Topology.Reading;

/// <summary>Values with their units, within the limits that they have.</summary>
internal static class Units
{
    internal const string DelayForm = "a time from 0 to 1h: 250us, 20ms, 1.5s, 2m";
    internal const string TimeForm = "a time within 30 days: 500ms, 10s, 2m, 1h";
    internal const string RateForm = "a number of bits per second, up to 10tbit: 9600bit, 64kbit, 10mbit, 2.5gbit";
    internal const string PartForm = "a part of the packets: 0 to 1, or 0% to 100%";
    internal const string QueueForm = "a number of packets, 1 to 1000000";
    internal const string MtuForm = "a number of bytes, 72 to 65535";
    internal const string SeedForm = "a number from 0 to 18446744073709551615";
    internal const string SwitchForm = "true or false";
    internal const string NetworkForm = "a network with no bit set behind its prefix: 10.0.0.0/16, 2001:db8::/48";
    internal const string AddressForm = "an address with the length of its network's prefix: 192.0.2.1/24, 2001:db8::1/64";

    private const double TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000.0;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Ticks)[] s_times =
    [
        ("us", TicksPerMicrosecond), ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour),
    ];

    private static readonly (string Unit, double Bits)[] s_rates = [("kbit", 1e3), ("mbit", 1e6), ("gbit", 1e9), ("tbit", 1e12), ("bit", 1)];

    internal static bool TryReadDelay(string text, out TimeSpan value) => TryReadTime(text, TopologyLimits.Delay, out value);

    internal static bool TryReadScheduleTime(string text, out TimeSpan value) => TryReadTime(text, TopologyLimits.ScheduleTime, out value);

    internal static bool TryReadRate(string text, out long value)
    {
        bool isRead = TryReadWithUnit(text, s_rates, out double bits) && bits is >= 1 and <= TopologyLimits.Rate;
        value = isRead ? (long)Math.Round(bits) : 0;
        return isRead;
    }

    internal static bool TryReadPart(string text, out double value)
    {
        bool isPercent = text.EndsWith('%');
        bool isRead = TryReadNumber(isPercent ? text[..^1].TrimEnd() : text, out value);
        value /= isPercent ? 100 : 1;
        return isRead && value <= 1;
    }

    internal static bool TryReadQueue(string text, out int value) => TryReadInteger(text, 1, TopologyLimits.QueuedPackets, out value);

    internal static bool TryReadMtu(string text, out int value) => TryReadInteger(text, 72, 65535, out value);

    internal static bool TryReadSeed(string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    internal static bool TryReadSwitch(string text, out bool value) => bool.TryParse(text, out value);

    private static bool TryReadTime(string text, TimeSpan limit, out TimeSpan value)
    {
        bool isRead = (TryReadWithUnit(text, s_times, out double ticks) || (text == "0" && ticks == 0)) && ticks <= limit.Ticks;
        value = isRead ? TimeSpan.FromTicks((long)Math.Round(ticks)) : default;
        return isRead;
    }

    private static bool TryReadWithUnit(string text, IEnumerable<(string Unit, double Factor)> units, out double value)
    {
        value = 0;
        int end = text.AsSpan().IndexOfAnyExcept(s_digits);
        if (end <= 0)
        {
            return false;
        }

        string unit = text[end..].TrimStart();
        foreach ((string name, double factor) in units)
        {
            if (string.Equals(name, unit, StringComparison.OrdinalIgnoreCase))
            {
                bool isRead = TryReadNumber(text[..end], out value);
                value *= factor;
                return isRead;
            }
        }

        return false;
    }

    private static bool TryReadNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool TryReadInteger(string text, int least, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
}
