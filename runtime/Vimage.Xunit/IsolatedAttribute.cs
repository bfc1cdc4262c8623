using System.Runtime.CompilerServices;
using Xunit;
using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>
/// A fact that runs in a vnet of its own: the constructor of its class, <c>InitializeAsync</c>, the test, and the disposing
/// are one flow in it. What is virtualized begins with its initial values, whatever other tests do at the same time. When the
/// test has ended the vnet is destroyed; what it still held is the test's failure.
/// </summary>
/// <param name="sourceFilePath">For the compiler to fill in.</param>
/// <param name="sourceLineNumber">For the compiler to fill in.</param>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(IsolatedDiscoverer))]
public sealed class IsolatedAttribute(
    [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber);
