using System.Collections.Generic;
using Vimage;

namespace Aot;

/// <summary>What has happened in a vnet; <see cref="Meter"/> depends on it.</summary>
[VnetModule("journal")]
internal static partial class Journal
{
    [Virtualized] internal static readonly List<string> lines = [];

    [VnetInit]
    private static void Open(Vnet vnet) => V_lines.Add($"journal of {vnet.Name}");

    [VnetUninit]
    private static void Close() => V_lines.Add("journal closed");
}
