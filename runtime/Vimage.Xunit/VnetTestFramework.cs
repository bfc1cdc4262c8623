using System.Reflection;
using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>The test framework of xunit.v3, which in addition heeds <see cref="IsolatedAttribute"/>.</summary>
/// <remarks>The package names it in the test assembly. An assembly that names one itself derives from this one.</remarks>
public class VnetTestFramework : XunitTestFramework
{
    private readonly string? _configFileName;

    /// <summary>Initializes a new instance of the <see cref="VnetTestFramework"/> class.</summary>
    public VnetTestFramework()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="VnetTestFramework"/> class.</summary>
    /// <param name="configFileName">The configuration file of the test run.</param>
    public VnetTestFramework(string? configFileName)
        : base(configFileName) => _configFileName = configFileName;

    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) =>
        new VnetTestFrameworkExecutor(new XunitTestAssembly(assembly, configFilePath: _configFileName));
}
