using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Vimage.Net.Tests;

/// <summary>Runs a test with each kind of sockets: what the kernel's do is what a vnet's are to do.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinedKindsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<SocketKind>().Select(static kind => new TheoryDataRow<SocketKind>(kind))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
