using System.Globalization;

namespace Vimage.Admin.Commands;

/// <summary>What <c>ping</c> was asked for.</summary>
/// <param name="Host">Whom to ask.</param>
/// <param name="Count">How often.</param>
/// <param name="Interval">How long from one to the next.</param>
/// <param name="DataSize">How many bytes.</param>
internal readonly record struct PingArguments(string Host, int Count, TimeSpan Interval, int DataSize)
{
    private const int MostData = 65507;

    internal static bool TryParse(IReadOnlyList<string> arguments, out PingArguments parsed, out string error)
    {
        parsed = new PingArguments("", int.MaxValue, TimeSpan.FromSeconds(1), 56);
        for (int i = 0; i < arguments.Count; i++)
        {
            string text = arguments[i];
            if (!text.StartsWith('-'))
            {
                if (parsed.Host.Length > 0)
                {
                    error = $"'{text}' is one host too many.";
                    return false;
                }

                parsed = parsed with { Host = text };
            }
            else if (i + 1 == arguments.Count || !TryRead(text, arguments[++i], ref parsed))
            {
                error = $"'{text}' is no option, or what follows it is no number that it takes.";
                return false;
            }
        }

        error = parsed.Host.Length > 0 ? "" : "the host is missing.";
        return parsed.Host.Length > 0;
    }

    private static bool TryRead(string option, string text, ref PingArguments parsed)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            return false;
        }

        switch (option)
        {
            case "-c" when number is >= 1 and <= int.MaxValue && double.IsInteger(number):
                parsed = parsed with { Count = (int)number };
                return true;
            case "-i" when number is > 0 and <= 86400:
                parsed = parsed with { Interval = TimeSpan.FromSeconds(number) };
                return true;
            case "-s" when number is >= 0 and <= MostData && double.IsInteger(number):
                parsed = parsed with { DataSize = (int)number };
                return true;
            default:
                return false;
        }
    }
}
