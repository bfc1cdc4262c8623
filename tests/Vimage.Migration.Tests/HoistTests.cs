using Vimage.Migration.Hoisting;
using Vimage.Migration.Tests.Harness;

namespace Vimage.Migration.Tests;

/// <summary>Look-ups are made once, where that pays.</summary>
public sealed class HoistTests
{
    [Fact]
    public Task BeforeALoop_AndForFiveUses() => Hoists(
        """
        int Sum(int[] all)
        {
            int sum = V_start;
            if (sum > 0)
            {
                // Each one.
                foreach (int each in all)
                {
                    for (int i = 0; i < V_count; i++) { sum += V_count + each; }
                }
            }

            return sum;
        }

        int Five() { int a = 1; V_count = a; V_count++; return V_start + Count + V_count; }
        int Four() { V_count = 1; V_count++; return V_count + Count; }
        """,
        """
        int Sum(int[] all)
        {
            var inet = INIT_VNET_INET(curvnet);
            int sum = inet.V_start;
            if (sum > 0)
            {
                // Each one.
                foreach (int each in all)
                {
                    for (int i = 0; i < inet.V_count; i++) { sum += inet.V_count + each; }
                }
            }

            return sum;
        }

        int Five() { int a = 1; var inet = INIT_VNET_INET(curvnet); inet.V_count = a; inet.V_count++; return inet.V_start + inet.Count + inet.V_count; }
        int Four() { V_count = 1; V_count++; return V_count + Count; }
        """);

    [Fact]
    public Task NotWhereAViewCantBe_OrWouldBeOfAnotherVnet() => HoistsNothing(
        """
        async System.Threading.Tasks.Task<int> Await() { V_count = 1; V_count++; V_count++; V_count++; await System.Threading.Tasks.Task.Yield(); return V_count; }
        System.Collections.Generic.IEnumerable<int> Iterate() { while (true) { yield return V_count; } }
        int Switch(Vimage.Vnet vnet) { while (V_count < 1) { V_count++; } using (CURVNET_SET(vnet)) { V_count = 2; } return V_count; }
        int Captured() { System.Func<int> f = () => V_count + V_count + V_count + V_count + V_start; return f(); }
        string Name() { return nameof(V_count) + nameof(V_start) + nameof(V_count) + nameof(V_count) + nameof(V_count); }
        """);

    [Fact]
    public Task NotInALambda_NorWhereAJumpCouldLeadPastTheLookUp() => HoistsNothing(
        """
        void F(int start)
        {
            System.Action a = () =>
            {
                while (V_count < start) { V_count++; }
            };
            a();
        }

        int G(bool b)
        {
            if (b) { goto middle; }
            V_count = 1;
        middle:
            V_count++;
            return V_count + V_start + V_count;
        }
        """);

    [Fact]
    public Task ANameThatIsTakenIsLeft() => Hoists(
        """
        void F(int inet)
        {
            while (V_count < inet) { V_count++; }
        }
        """,
        """
        void F(int inet)
        {
            var inet2 = INIT_VNET_INET(curvnet);
            while (inet2.V_count < inet) { inet2.V_count++; }
        }
        """);

    [Fact]
    public async Task VariablesOfAStateStructToo()
    {
        using SourceFolder folder = new(("A.cs", """
            using Vimage;
            static partial class M
            {
                [Virtualized] private partial struct State { internal int n; }
                static void F()
                {
                    while (V_n < 3) { V_n++; }
                }
            }

            """));
        HoistResult result = Hoister.Hoist(await folder.LoadAsync(), new HoistOptions(), TestContext.Current.CancellationToken);
        Hoister.Commit(result, TestContext.Current.CancellationToken);
        Assert.Contains("        while (m.V_n < 3) { m.V_n++; }\n", folder["A.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromAnotherType_ByItsName()
    {
        using SourceFolder folder = new(("A.cs", """
            using Vimage;
            [VnetModule("inet")] static partial class Inet { [Virtualized] internal static int n; }
            static class Other
            {
                static void F()
                {
                    while (Inet.V_n < 3) { Inet.V_n++; }
                }
            }

            """));
        HoistResult result = Hoister.Hoist(await folder.LoadAsync(), new HoistOptions(), TestContext.Current.CancellationToken);
        Hoister.Commit(result, TestContext.Current.CancellationToken);
        Assert.Contains("        var inet = Inet.INIT_VNET_INET(curvnet);\n        while (inet.V_n < 3) { inet.V_n++; }\n", folder["A.cs"], StringComparison.Ordinal);
        Assert.Equal((1, 2, 0), (result.LookUps, result.Uses, result.LeftOut));
    }

    private static Task HoistsNothing(string members) => Hoists(members, members);

    // A second run has nothing to do.
    private static async Task Hoists(string members, string expected)
    {
        using SourceFolder folder = new(("A.cs", Class(members)));
        for (int run = 0; run < 2; run++)
        {
            HoistResult result = Hoister.Hoist(await folder.LoadAsync(), new HoistOptions(), TestContext.Current.CancellationToken);
            Assert.Equal(run == 0 && members != expected, result.Files.Count > 0);
            Hoister.Commit(result, TestContext.Current.CancellationToken);
            Assert.Equal(Class(expected), folder["A.cs"]);
        }
    }

    private static string Class(string members) => $$"""
        using Vimage;

        [VnetModule("inet")]
        partial class Inet
        {
            [Virtualized] internal static int count;
            [Virtualized] static int start = 1;
            [Virtualized] static partial int Count { get; set; }

        {{string.Join('\n', members.Split('\n').Select(static line => line.Length > 0 ? "    " + line : line))}}
        }

        """;
}
