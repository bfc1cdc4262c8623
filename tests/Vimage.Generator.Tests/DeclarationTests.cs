using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Every form of declaration that real code has, compiled and run in all three modes.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public Task AFieldInAStaticClass_CountsForItself() => ThreeModes.RunsTheSame(
        "3",
        """
        static partial class Counter
        {
            [Virtualized] internal static int count;
        }

        public static class Test
        {
            public static string Run()
            {
                Counter.V_count = 0;
                Counter.V_count++;
                Counter.V_count += 2;
                return Counter.V_count.ToString();
            }
        }
        """);
}
