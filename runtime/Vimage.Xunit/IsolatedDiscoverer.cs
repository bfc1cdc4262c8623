using Xunit.Sdk;
using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>Finds the tests marked <see cref="IsolatedAttribute"/>. For the runner.</summary>
public sealed class IsolatedDiscoverer : FactDiscoverer
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute)
    {
        var details = TestIntrospectionHelper.GetTestCaseDetails(
            discoveryOptions, testMethod, factAttribute, testMethodArguments: null, timeout: null, baseDisplayName: null);
        return new IsolatedTestCase(
            details.ResolvedTestMethod,
            details.TestCaseDisplayName,
            details.UniqueID,
            details.Explicit,
            details.SkipExceptions,
            details.SkipReason,
            details.SkipType,
            details.SkipUnless,
            details.SkipWhen,
            testMethod.Traits.ToDictionary(static trait => trait.Key, static trait => trait.Value.ToHashSet()),
            details.SourceFilePath,
            details.SourceLineNumber,
            details.Timeout);
    }
}
