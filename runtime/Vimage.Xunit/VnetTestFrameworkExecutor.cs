using Xunit.Sdk;
using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>Puts tests that are to be isolated into vnets, and leaves all else to xunit.</summary>
/// <param name="testAssembly">The test assembly.</param>
public class VnetTestFrameworkExecutor(IXunitTestAssembly testAssembly) : XunitTestFrameworkExecutor(testAssembly)
{
    /// <inheritdoc/>
    public override ValueTask RunTestCases(
        IReadOnlyCollection<IXunitTestCase> testCases,
        IMessageSink executionMessageSink,
        ITestFrameworkExecutionOptions executionOptions,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(testCases);
        IsolatedRun run = new(testCases.Count(Isolation.IsWanted));
        IXunitTestCase[] prepared =
        [
            .. testCases.Select(testCase => Isolation.IsWanted(testCase) ? new IsolatedTestCase(testCase, run) : testCase),
        ];
        return base.RunTestCases(prepared, executionMessageSink, executionOptions, cancellationToken);
    }
}
