using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>A test case whose tests run in vnets of their own. In all else it is the one that it stands for.</summary>
/// <param name="inner">The test case that was discovered.</param>
/// <param name="run">The run that it belongs to.</param>
internal sealed class IsolatedTestCase(IXunitTestCase inner, IsolatedRun run) : ISelfExecutingXunitTestCase
{
    public bool DisableParallelization => inner.DisableParallelization;

    public bool Explicit => inner.Explicit;

    public Type[]? SkipExceptions => inner.SkipExceptions;

    public string? SkipReason => inner.SkipReason;

    public Type? SkipType => inner.SkipType;

    public string? SkipUnless => inner.SkipUnless;

    public string? SkipWhen => inner.SkipWhen;

    public string? SourceFilePath => inner.SourceFilePath;

    public int? SourceLineNumber => inner.SourceLineNumber;

    public string TestCaseDisplayName => inner.TestCaseDisplayName;

    public IXunitTestClass TestClass => inner.TestClass;

    public int? TestClassMetadataToken => inner.TestClassMetadataToken;

    public string TestClassName => inner.TestClassName;

    public string? TestClassNamespace => inner.TestClassNamespace;

    public string TestClassSimpleName => inner.TestClassSimpleName;

    public IXunitTestCollection TestCollection => inner.TestCollection;

    public IXunitTestMethod TestMethod => inner.TestMethod;

    public int TestMethodArity => ((ICoreTestCase)inner).TestMethodArity;

    public int TestMethodMetadataToken => inner.TestMethodMetadataToken;

    public string TestMethodName => ((ICoreTestCase)inner).TestMethodName;

    public string[] TestMethodParameterTypesVSTest => inner.TestMethodParameterTypesVSTest;

    public string TestMethodReturnTypeVSTest => inner.TestMethodReturnTypeVSTest;

    public int Timeout => inner.Timeout;

    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Traits => inner.Traits;

    public string UniqueID => inner.UniqueID;

    ICoreTestClass ICoreTestCase.TestClass => TestClass;

    ICoreTestCollection ICoreTestCase.TestCollection => TestCollection;

    ICoreTestMethod ICoreTestCase.TestMethod => TestMethod;

    ITestClass? ITestCase.TestClass => TestClass;

    ITestCollection ITestCase.TestCollection => TestCollection;

    ITestMethod? ITestCase.TestMethod => TestMethod;

    int? ITestCaseMetadata.TestMethodArity => TestMethodArity;

    int? ITestCaseMetadata.TestMethodMetadataToken => TestMethodMetadataToken;

    public ValueTask<IReadOnlyCollection<IXunitTest>> CreateTests() => inner.CreateTests();

    public void PreInvoke() => inner.PreInvoke();

    public void PostInvoke() => inner.PostInvoke();

    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption,
        IMessageBus messageBus,
        object?[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource,
        ParallelMode parallelMode,
        ExecutionScheduler scheduler,
        FixtureMappingManager classFixtureMappings)
    {
        IReadOnlyCollection<IXunitTest> tests = await aggregator.RunAsync(CreateTests, []).ConfigureAwait(true);
        XunitTestCaseRunnerContext context = new(
            inner,
            tests,
            explicitOption,
            messageBus,
            aggregator,
            TestCaseDisplayName,
            SkipReason,
            cancellationTokenSource,
            parallelMode,
            scheduler,
            constructorArguments,
            classFixtureMappings);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(true);
        await context.InitializeAsync().ConfigureAwait(true);
        RunSummary summary = await new IsolatedTestCaseRunner(run).RunIsolated(context).ConfigureAwait(true);
        if (run.NoteEnd() is { } warning)
        {
            TestContext.Current.SendDiagnosticMessage(warning);
        }

        return summary;
    }
}
