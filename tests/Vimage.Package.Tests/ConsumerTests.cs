using Vimage.Package.Tests.Harness;

namespace Vimage.Package.Tests;

/// <summary>What a stranger's project gets from the packed package.</summary>
public sealed class ConsumerTests(PackageFixture package)
{
    private const string Counter = """
        using Vimage;

        internal static partial class Counter
        {
            [Virtualized] private static int count = 10;
            [Virtualized(ByRef = true)] private static long total;

            internal static int Next()
            {
                var counter = INIT_VNET_COUNTER(curvnet);
                counter.V_total += counter.V_count;
                Interlocked.Increment(ref V_total);
                return ++V_count;
            }
        }


        """;

    private const string OneInstance = Counter + """
        internal static class Program
        {
            private static void Main() => Console.WriteLine($"{Counter.Next()} {Counter.Next()}");
        }
        """;

    private const string ManyInstances = Counter + """
        internal static class Program
        {
            private static async Task Main()
            {
                Vnet red = Vnet.Root.CreateChild("red");
                Vnet blue = Vnet.Root.CreateChild("blue");
                int first = red.Run(Counter.Next);
                int second = red.Run(Counter.Next);
                int other = blue.Run(Counter.Next);
                using (CURVNET_SET(blue)) { other = Counter.Next(); }
                VnetTeardownReport report = await red.DestroyAsync().ConfigureAwait(false);
                Console.WriteLine($"{first} {second} {other} {report.IsClean}");
            }
        }
        """;

    [Theory]
    [InlineData("Debug", "net10.0")]
    [InlineData("Release", "net10.0")]
    [InlineData("Release", "net8.0")]
    public async Task Globals_LeavesNoReferenceToVimage(string configuration, string framework)
    {
        ConsumerProject project = package.CreateConsumer($"Globals{configuration}{framework.Replace(".", "", StringComparison.Ordinal)}", OneInstance, framework);
        await project.Build(configuration, "Globals");
        Assert.DoesNotContain(project.References(configuration), static name => name.StartsWith("Vimage", StringComparison.Ordinal));
        if (framework == "net10.0")
        {
            Assert.Equal("11 12", await project.Run(configuration));
        }
    }

    [Fact]
    public async Task TheSameSourceRunsInAllModes_OneAfterTheOther()
    {
        ConsumerProject project = package.CreateConsumer("AllModes", ManyInstances);
        foreach ((string mode, string expected) in new[] { ("Globals", "11 12 14 True"), ("Struct", "11 12 14 True"), ("Instance", "11 12 12 True"), ("Globals", "11 12 14 True") })
        {
            await project.Build("Release", mode);
            Assert.Equal($"{mode}: {expected}", $"{mode}: {await project.Run("Release")}");
        }
    }

    [Fact]
    public async Task StrictModeIsAnMSBuildProperty()
    {
        ConsumerProject project = package.CreateConsumer("Strict", """
            using Vimage;
            internal static partial class Counter
            {
                [Virtualized] private static int count;
                internal static int Next() => ++V_count;
            }
            internal static class Program
            {
                private static void Main()
                {
                    try { Counter.Next(); Console.WriteLine("no exception"); }
                    catch (NoCurrentVnetException thrown) { Console.WriteLine(thrown.Message); }
                }
            }
            """);
        await project.Build("Debug", "Instance", 0, "-p:VimageStrict=true");
        Assert.StartsWith("'Counter.count' was used while no vnet is current.", await project.Run("Debug"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DebugModeChecksThatTheVnetHandedInIsTheCurrentOne()
    {
        ConsumerProject project = package.CreateConsumer("DebugSwitch", """
            using Vimage;
            internal static partial class M
            {
                [Virtualized] internal static int x;
            }
            internal static class Program
            {
                private static void Main()
                {
                    Vnet other = Vnet.Root.CreateChild("other");
                    try { M.INIT_VNET_M(other).V_x.ToString(System.Globalization.CultureInfo.InvariantCulture); Console.WriteLine("no exception"); }
                    catch (InvalidOperationException thrown) { Console.WriteLine(thrown.Message); }
                }
            }
            """);
        await project.Build("Debug", "Instance", 0, "-p:VimageDebug=true");
        Assert.Contains("'other' while vnet 'vnet0' is current", await project.Run("Debug"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACompilerThatIsTooOldIsAnError()
    {
        ConsumerProject project = package.CreateConsumer("OldCompiler", OneInstance);
        string output = await project.Build("Debug", "Globals", 1, "-p:NETCoreSdkVersion=7.0.410");
        Assert.Contains("VIM0902", output, StringComparison.Ordinal);
        Assert.Contains("7.0.410", output, StringComparison.Ordinal);
    }
}
