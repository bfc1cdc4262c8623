using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>The last teardowns in a tree of vnets.</summary>
internal sealed class TeardownLog : IDisposable
{
    private const int Most = 256;

    private readonly AdminScope _scope;
    private readonly LinkedList<TeardownEntry> _entries = [];
    private readonly IDisposable _observation;

    internal TeardownLog(AdminScope scope)
    {
        _scope = scope;
        _observation = VnetDiagnostics.ObserveTeardowns(Add);
    }

    public void Dispose() => _observation.Dispose();

    internal IReadOnlyList<TeardownEntry> List()
    {
        lock (_entries)
        {
            return [.. _entries];
        }
    }

    internal static TeardownEntry ToEntry(string path, VnetTeardownReport report, DateTimeOffset endedAt) => new(
        path,
        endedAt,
        report.IsClean,
        report.DetachedModules,
        [.. report.Failures.Select(static failure => $"{failure.GetType().Name}: {failure.Message}")],
        [.. report.Held.Select(static holding => $"{holding}")]);

    private void Add(VnetTeardownReport report)
    {
        if (_scope.PathOf(report.VnetName) is not { } path)
        {
            return;
        }

        TeardownEntry entry = ToEntry(path, report, DateTimeOffset.UtcNow);
        lock (_entries)
        {
            _entries.AddFirst(entry);
            if (_entries.Count > Most)
            {
                _entries.RemoveLast();
            }
        }
    }
}
