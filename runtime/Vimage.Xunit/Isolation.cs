using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

namespace Vimage.Xunit;

/// <summary>Whether a test is to be isolated: what is said nearest to it counts.</summary>
internal static class Isolation
{
    private static readonly ConcurrentDictionary<(Type Class, MethodInfo Method), bool> s_isWanted = [];

    internal static bool IsWanted(IXunitTestCase testCase) => s_isWanted.GetOrAdd(
        (testCase.TestClass.Class, testCase.TestMethod.Method), static key => IsWanted(key.Class, key.Method));

    private static bool IsWanted(Type testClass, MethodInfo method)
    {
        IsolatedAttribute? nearest = method.GetCustomAttribute<IsolatedAttribute>(inherit: true)
            ?? testClass.GetCustomAttribute<IsolatedAttribute>(inherit: true)
            ?? testClass.Assembly.GetCustomAttribute<IsolatedAttribute>();
        return nearest is { Enabled: true };
    }
}
