namespace Vimage.Analyzers.Inventory;

/// <summary>The classes of statics, as they are written in gate files and comments.</summary>
internal static class StaticClasses
{
    internal const string ConstLike = "const-like";
    internal const string SetOnce = "set-once";
    internal const string Cache = "cache";
    internal const string Thread = "thread";
    internal const string ProcessShared = "process-shared";
    internal const string Unaudited = "unaudited";

    // To be marked; and marked. They are no answer to "why not", and what vimage scan writes.
    internal const string Virtualize = "virtualize";
    internal const string Virtualized = "virtualized";

    internal static readonly string[] All = [ConstLike, SetOnce, Cache, Thread, ProcessShared, Unaudited, Virtualize, Virtualized];

    internal static bool NeedsReason(string name) => name is ProcessShared or Unaudited;
}
