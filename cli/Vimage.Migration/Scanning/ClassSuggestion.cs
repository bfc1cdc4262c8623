using System.Globalization;
using Microsoft.CodeAnalysis;
using Vimage.Migration.Globals;
using Vimage.Migration.Scanning.Uses;

namespace Vimage.Migration.Scanning;

/// <summary>Suggests what a static is, from what the whole program does with it.</summary>
internal static class ClassSuggestion
{
    private const int MaxNamedWriters = 3;

    private static readonly string[] s_cacheNames = ["cache", "memo", "pool", "intern"];
    private static readonly string[] s_cacheTypes = ["ConditionalWeakTable", "MemoryCache", "ObjectPool", "ArrayPool"];
    private static readonly string[] s_perThread = ["ThreadLocal", "AsyncLocal"];

    internal static (StaticClass Class, string Reason) Of(GlobalVariable global, Mutability mutability, StaticUses uses)
    {
        ITypeSymbol type = StaticUseFinder.TypeOf(global.Symbol);
        Writer[] atStart = [.. uses.Writers.Where(static writer => writer.Time != WriteTime.Later)];
        Writer[] later = [.. uses.Writers.Where(static writer => writer.Time == WriteTime.Later)];
        return (global, uses) switch
        {
            _ when global.IsMarked => (StaticClass.Virtualized, "is marked"),
            _ when uses.Traps.HasFlag(Trap.ThreadStatic) => (StaticClass.Thread, "is [ThreadStatic]"),
            _ when s_perThread.Contains(type.Name) => (StaticClass.Thread, $"is {type.Name}"),
            _ when uses is { Reads: 0, Locks: 0, HandedOut: 0, Writers.Count: 0 } => (StaticClass.ConstLike, "is never used; it may go"),
            _ when uses is { Locks: > 0, Reads: 0, Writers.Count: 0 } => (StaticClass.ProcessShared, "is a lock; it goes with what it guards"),
            _ when uses.Traps.HasFlag(Trap.Event) => (StaticClass.Virtualize, "keeps the handlers of one instance, which another would call"),
            _ when IsCache(global, type) && mutability != Mutability.Immutable => (StaticClass.Cache, "is a cache by its name or type; what it keeps must not belong to an instance"),
            _ when later.Length > 0 => (StaticClass.Virtualize, $"is written at any time, by {Name(later)}"),
            _ when atStart.Length > 0 => (StaticClass.SetOnce, $"is written only while the program starts, by {Name(atStart)}"),
            _ when uses.HandedOut > 0 => OfHandedOut(type, uses),
            _ when mutability == Mutability.Variable => (StaticClass.SetOnce, "is never written after its initializer"),
            _ => (StaticClass.ConstLike, mutability == Mutability.Immutable ? "can't change" : "is never written after its initializer"),
        };
    }

    // A table of a simple type is most often read; an object has methods.
    private static (StaticClass Class, string Reason) OfHandedOut(ITypeSymbol type, StaticUses uses)
    {
        string places = string.Create(CultureInfo.InvariantCulture, $"{uses.HandedOut} {(uses.HandedOut == 1 ? "place" : "places")}");
        return type is IArrayTypeSymbol
            ? (StaticClass.ConstLike, $"is never written here, but handed out in {places}: look whether it is written there")
            : (StaticClass.Virtualize, $"is an object that can change, handed out in {places}");
    }

    private static bool IsCache(GlobalVariable global, ITypeSymbol type) =>
        s_cacheTypes.Contains(type.Name)
        || Array.Exists(s_cacheNames, name => global.Symbol.Name.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static string Name(Writer[] writers)
    {
        string[] members = [.. writers.Select(static writer => writer.Member).Distinct(StringComparer.Ordinal)];
        string named = string.Join(", ", members.Take(MaxNamedWriters));
        return members.Length <= MaxNamedWriters
            ? named
            : string.Create(CultureInfo.InvariantCulture, $"{named} and {members.Length - MaxNamedWriters} more");
    }
}
