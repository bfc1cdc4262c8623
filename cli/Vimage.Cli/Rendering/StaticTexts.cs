using System.Globalization;
using Microsoft.CodeAnalysis;
using Vimage.Migration.Globals;
using Vimage.Migration.Scanning;

namespace Vimage.Cli.Rendering;

/// <summary>How what is known about a static is written.</summary>
internal static class StaticTexts
{
    internal static string Kind(GlobalVariable global) => global.Symbol.Kind switch
    {
        SymbolKind.Field => "field",
        SymbolKind.Property => "property",
        _ => "event",
    };

    internal static string Of(Mutability mutability) => mutability switch
    {
        Mutability.Immutable => "no",
        Mutability.Contents => "contents",
        _ => "yes",
    };

    internal static string Of(WriteTime time) => time switch
    {
        WriteTime.Initializer => "initializer",
        WriteTime.StaticConstructor => "static constructor",
        WriteTime.Start => "start",
        _ => "later",
    };

    internal static IEnumerable<string> Of(Trap traps) => Enum.GetValues<Trap>()
        .Where(trap => trap != Trap.None && traps.HasFlag(trap))
        .Select(static trap => trap switch
        {
            Trap.StaticConstructor => "static constructor",
            Trap.ThreadStatic => "thread static",
            Trap.ExpressionTree => "expression tree",
            Trap.DisabledBranch => "disabled #if",
            Trap.AddressTaken => "address taken",
            Trap.Volatile => "volatile",
            Trap.Generic => "generic",
            Trap.Event => "event",
            Trap.Await => "await",
            _ => "reflection",
        });

    /// <summary>Counts the places that write, by time: <c>1 initializer, 3 later</c>.</summary>
    internal static string Writes(StaticFinding finding) => string.Join(", ", finding.Writers
        .GroupBy(static writer => writer.Time)
        .OrderBy(static group => group.Key)
        .Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(static writer => writer.Count)} {Of(group.Key)}")));
}
