using System.Text.Json;

namespace Vimage.Admin.Serving;

/// <summary>Names as the protocol writes them.</summary>
internal static class CamelCase
{
    internal static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Of($"{value}");

    internal static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
