using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vimage;

/// <summary>A culture that is, at each question, the one of the vnet that is then current.</summary>
internal sealed class VnetCultureInfo : CultureInfo
{
    private readonly Func<CultureInfo> _current;

    // "" is the invariant culture: the base class has to be something, and nobody gets to see it.
    internal VnetCultureInfo(Func<CultureInfo> current)
        : base("", useUserOverride: false) => _current = current;

    public override Calendar Calendar => _current().Calendar;

    public override CompareInfo CompareInfo => _current().CompareInfo;

    [AllowNull]
    public override DateTimeFormatInfo DateTimeFormat
    {
        get => _current().DateTimeFormat;
        set => throw new InvalidOperationException("This culture is that of whatever vnet is current: set VnetCulture.CurrentCulture instead.");
    }

    public override string DisplayName => _current().DisplayName;

    public override string EnglishName => _current().EnglishName;

    public override int KeyboardLayoutId => _current().KeyboardLayoutId;

    public override int LCID => _current().LCID;

    public override string Name => _current().Name;

    public override string NativeName => _current().NativeName;

    [AllowNull]
    public override NumberFormatInfo NumberFormat
    {
        get => _current().NumberFormat;
        set => throw new InvalidOperationException("This culture is that of whatever vnet is current: set VnetCulture.CurrentCulture instead.");
    }

    public override Calendar[] OptionalCalendars => _current().OptionalCalendars;

    public override CultureInfo Parent => _current().Parent;

    public override TextInfo TextInfo => _current().TextInfo;

    public override string ThreeLetterISOLanguageName => _current().ThreeLetterISOLanguageName;

    public override string ThreeLetterWindowsLanguageName => _current().ThreeLetterWindowsLanguageName;

    public override string TwoLetterISOLanguageName => _current().TwoLetterISOLanguageName;

    public override object Clone() => _current().Clone();

    public override bool Equals(object? value) => _current().Equals(value is VnetCultureInfo other ? other._current() : value);

    public override object? GetFormat(Type? formatType) => _current().GetFormat(formatType);

    public override int GetHashCode() => _current().GetHashCode();

    public override string ToString() => _current().ToString();
}
