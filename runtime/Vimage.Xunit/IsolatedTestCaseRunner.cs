using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>Runs each test of a test case in a vnet of its own, from the constructor of its class to the disposal.</summary>
/// <param name="run">The run that the test case belongs to.</param>
internal sealed class IsolatedTestCaseRunner(IsolatedRun run)
    : XunitTestCaseRunnerBase<XunitTestCaseRunnerContext, IXunitTestCase, IXunitTest>
{
    /// <summary>Runs the tests of a test case.</summary>
    internal ValueTask<RunSummary> RunIsolated(XunitTestCaseRunnerContext ctxt) => Run(ctxt);

    protected override async ValueTask<RunSummary> RunTest(XunitTestCaseRunnerContext ctxt, IXunitTest test)
    {
        Vnet vnet = Vnet.Root.CreateChild(IsolatedRun.NextName(), new VnetOptions { ChildrenMax = int.MaxValue });
        try
        {
            return await vnet.RunAsync(() => base.RunTest(ctxt, test).AsTask()).ConfigureAwait(true);
        }
        finally
        {
            VnetTeardownReport report = await vnet.DestroyAsync().ConfigureAwait(true);
            run.Note(report);
            foreach (Exception failure in report.Failures)
            {
                // As if a fixture's disposal had thrown: the test itself has its result already.
                ctxt.Aggregator.Add(failure);
            }
        }
    }
}
