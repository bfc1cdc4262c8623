using System.Collections.Concurrent;
using System.Diagnostics;

namespace Vimage;

/// <summary>With <c>VimageDebug</c>: which scopes are open, entered where; and where one was entered inside another.</summary>
internal static class ScopeLog
{
    private static readonly AsyncLocal<OpenScope?> s_innermost = new();
    private static readonly ConcurrentDictionary<OpenScope, bool> s_open = new();
    private static readonly ConcurrentDictionary<(string Inner, string Outer, bool SameVnet), VnetRecursion> s_recursions = new();

    /// <summary>Gets each pair of places where a scope was entered inside another, once.</summary>
    internal static IReadOnlyCollection<VnetRecursion> Recursions => [.. s_recursions.Values];

    internal static void Enter(Vnet vnet)
    {
        string stack = new StackTrace(skipFrames: 1, fNeedFileInfo: true).ToString();
        OpenScope scope = new(vnet, SiteOf(stack), stack, s_innermost.Value);
        if (scope.Outer is { } outer)
        {
            Note(scope, outer);
        }

        s_open[scope] = true;
        s_innermost.Value = scope;
    }

    internal static void Leave()
    {
        if (s_innermost.Value is { } scope)
        {
            s_open.TryRemove(scope, out _);
            s_innermost.Value = scope.Outer;
        }
    }

    /// <summary>Reports the scopes of a vnet that were entered and not left.</summary>
    internal static void ReportOpen(Vnet vnet, TeardownFindings findings)
    {
        foreach (OpenScope scope in s_open.Keys.Where(scope => ReferenceEquals(scope.Vnet, vnet)))
        {
            findings.AddHeld(new VnetHolding(VnetResourceKind.Flow, nameof(VnetScope), scope.Site, 1, scope.Stack));
            s_open.TryRemove(scope, out _);
        }
    }

    private static void Note(OpenScope inner, OpenScope outer)
    {
        bool sameVnet = ReferenceEquals(inner.Vnet, outer.Vnet);
        VnetRecursion recursion = new(inner.Site, outer.Site, inner.Vnet.ToString(), outer.Vnet.ToString());
        if (s_recursions.TryAdd((inner.Site, outer.Site, sameVnet), recursion))
        {
            Trace.WriteLine(recursion.ToString());
            VnetEventSource.Log.Recursion(inner.Site, outer.Site, recursion.Vnet, recursion.Previous);
        }
    }

    // The first line that is not the runtime's own or generated. As text: the methods of frames are not there when trimmed.
    private static string SiteOf(string stack) => Array.Find(
        stack.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        static line => !line.StartsWith("at Vimage.Vnet", StringComparison.Ordinal)
            && !line.StartsWith("at Vimage.Generated.", StringComparison.Ordinal)) ?? "unknown code";

    private sealed class OpenScope(Vnet vnet, string site, string stack, OpenScope? outer)
    {
        internal Vnet Vnet => vnet;

        internal string Site => site;

        internal string Stack => stack;

        internal OpenScope? Outer => outer;
    }
}
