using System.ComponentModel;
using Xunit.Sdk;
using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>A test that runs in a vnet of its own. For the runner.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IsolatedTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    private static int s_count;

    /// <summary>Initializes a new instance of the <see cref="IsolatedTestCase"/> class, for the deserializer.</summary>
    [Obsolete("Called by the deserializer; use the other constructor.")]
    public IsolatedTestCase()
    {
    }

    internal IsolatedTestCase(
        IXunitTestMethod testMethod,
        string displayName,
        string uniqueId,
        bool isExplicit,
        Type[]? skipExceptions,
        string? skipReason,
        Type? skipType,
        string? skipUnless,
        string? skipWhen,
        Dictionary<string, HashSet<string>> traits,
        string? sourceFilePath,
        int? sourceLineNumber,
        int? timeout)
        : base(
            testMethod,
            displayName,
            uniqueId,
            isExplicit,
            skipExceptions,
            skipReason,
            skipType,
            skipUnless,
            skipWhen,
            traits,
            testMethodArguments: null,
            sourceFilePath,
            sourceLineNumber,
            timeout)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption,
        IMessageBus messageBus,
        object?[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource,
        ParallelMode parallelMode,
        ExecutionScheduler scheduler,
        FixtureMappingManager methodFixtureMappings)
    {
        ArgumentNullException.ThrowIfNull(messageBus);
        Vnet vnet = Vnet.Root.CreateChild(
            $"test-{Interlocked.Increment(ref s_count)}", new VnetOptions { ChildrenMax = int.MaxValue });
        RunSummary summary = await vnet.RunAsync(() => XunitRunnerHelper.RunXunitTestCase(
            this,
            messageBus,
            cancellationTokenSource,
            parallelMode,
            scheduler,
            aggregator,
            explicitOption,
            constructorArguments,
            methodFixtureMappings).AsTask()).ConfigureAwait(false);
        VnetTeardownReport report = await vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).ConfigureAwait(false);
        if (!report.IsClean)
        {
            messageBus.QueueMessage(TestCaseCleanupFailure.FromException(
                new InvalidOperationException($"The test's vnet was not clean.\n{report}"),
                TestMethod.TestClass.TestCollection.TestAssembly.UniqueID,
                TestMethod.TestClass.TestCollection.UniqueID,
                TestMethod.TestClass.UniqueID,
                TestMethod.UniqueID,
                UniqueID));
            summary.Failed++;
        }

        return summary;
    }
}
