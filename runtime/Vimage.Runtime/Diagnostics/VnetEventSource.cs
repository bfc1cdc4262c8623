using System.Diagnostics.Tracing;

namespace Vimage;

/// <summary>Events of the runtime, for <c>dotnet-trace</c> and the like: the provider <c>Vimage</c>. (FreeBSD: SDT provider <c>vnet</c>.)</summary>
[EventSource(Name = "Vimage")]
internal sealed class VnetEventSource : EventSource
{
    internal static readonly VnetEventSource Log = new();

    private VnetEventSource()
    {
    }

    [Event(1, Level = EventLevel.Informational)]
    internal void VnetCreated(string vnet)
    {
        if (IsEnabled())
        {
            WriteEvent(1, vnet);
        }
    }

    [Event(2, Level = EventLevel.Informational)]
    internal void VnetDestroyed(string vnet, int failures, int held)
    {
        if (IsEnabled())
        {
            WriteEvent(2, vnet, failures, held);
        }
    }

    [Event(3, Level = EventLevel.Informational)]
    internal void ModuleRegistered(string module, int slot)
    {
        if (IsEnabled())
        {
            WriteEvent(3, module, slot);
        }
    }

    [Event(4, Level = EventLevel.Informational)]
    internal void ModuleDeregistered(string module, int slot)
    {
        if (IsEnabled())
        {
            WriteEvent(4, module, slot);
        }
    }

    [Event(5, Level = EventLevel.Error)]
    internal void AttachFailed(string vnet, string module, string error)
    {
        if (IsEnabled())
        {
            WriteEvent(5, vnet, module, error);
        }
    }

    [Event(6, Level = EventLevel.Warning)]
    internal void Refused(string vnet, string quota)
    {
        if (IsEnabled())
        {
            WriteEvent(6, vnet, quota);
        }
    }

    [Event(7, Level = EventLevel.Verbose)]
    internal void Recursion(string inner, string outer, string vnet, string previous)
    {
        if (IsEnabled())
        {
            WriteEvent(7, inner, outer, vnet, previous);
        }
    }
}
