using Vimage.Generator.Tests.Harness;

namespace Vimage.Generator.Tests;

/// <summary>Every way in which real code uses a static, compiled and run in all three modes.</summary>
public sealed class UseTests
{
    [Fact]
    public Task ByValue() => ThreeModes.RunsTheSame(
        "1 2 4 8 7 x 3 9 2 default big 5,6 11 y 1",
        """
        public static partial class M
        {
            [Virtualized] public static int n;
            [Virtualized] public static int[] a = { 1, 2, 3 };
            [Virtualized] public static List<int> list = new();
            [Virtualized] public static string? s;
            [Virtualized] public static Func<int>? f;
        }

        public static class Test
        {
            static int Assign(int v) => M.V_n = v;

            public static string Run()
            {
                List<string> r = new();
                M.V_n = 1; r.Add(M.V_n.ToString());
                r.Add((++M.V_n).ToString());
                M.V_n *= 2; r.Add(M.V_n.ToString());
                M.V_n <<= 1; r.Add((M.V_n--).ToString());
                r.Add(M.V_n.ToString());
                M.V_s = null; M.V_s ??= "x"; r.Add(M.V_s);
                M.V_a[0] = 3; r.Add(M.V_a[0].ToString());
                M.V_a[1] += 7; r.Add(M.V_a[1].ToString());
                (M.V_n, int other) = (2, 3); r.Add(M.V_n.ToString());
                r.Add(M.V_n switch { 1 => "one", _ => "default" });
                r.Add(M.V_n is > 1 and < 5 ? "big" : "small");
                M.V_list.Clear(); M.V_list.AddRange(new[] { 5, 6 }); r.Add(string.Join(",", from i in M.V_list where i > 0 select i));
                M.V_f = () => M.V_n + 9; r.Add(M.V_f().ToString());
                lock (M.V_list) { r.Add("y"); }
                r.Add((Assign(1)).ToString());
                M.V_a[0] = 1; M.V_a[1] = 2;
                return string.Join(" ", r);
            }
        }
        """);

    [Fact]
    public Task ByReference() => ThreeModes.RunsTheSame(
        "6 2 1 5 4 3 9 True",
        """
        public struct Point { public int X, Y; public void Move() => X++; }

        public static unsafe partial class M
        {
            [Virtualized(ByRef = true)] public static int n;
            [Virtualized(ByRef = true)] public static Point p;
            [Virtualized(ByRef = true)] public static int[]? a;
        }

        public static unsafe class Test
        {
            static void Inc(ref int x) => x++;
            static void Set(out int x) => x = 5;
            static int Read(in int x) => x;

            public static string Run()
            {
                List<string> r = new();
                Set(out M.V_n); Inc(ref M.V_n); r.Add(Read(in M.V_n).ToString());
                Interlocked.Exchange(ref M.V_n, 1); Interlocked.Increment(ref M.V_n); r.Add(Volatile.Read(ref M.V_n).ToString());
                M.V_p = default; M.V_p.Move(); r.Add(M.V_p.X.ToString());
                M.V_p.Y = 5; r.Add(M.V_p.Y.ToString());
                fixed (int* q = &M.V_n) { *q = 4; }
                r.Add(M.V_n.ToString());
                M.V_a = new int[1]; Array.Resize(ref M.V_a, 3); r.Add(M.V_a.Length.ToString());
                ref int local = ref M.V_n; local = 9; r.Add(M.V_n.ToString());
                r.Add((System.Runtime.CompilerServices.Unsafe.AreSame(ref local, ref M.V_n)).ToString());
                return string.Join(" ", r);
            }
        }
        """);

    [Fact]
    public Task AcrossAwaitAndInExpressionTreesAndIterators() => ThreeModes.RunsTheSame(
        "3 4 7 1,2 8",
        """
        using System.Linq.Expressions;
        public static partial class M
        {
            [Virtualized] public static int n;
        }

        public static class Test
        {
            static async Task<int> Three() { await Task.Yield(); return 3; }
            static IEnumerable<int> Iterate() { M.V_n = 1; yield return M.V_n; M.V_n++; yield return M.V_n; }

            public static async Task<string> Run()
            {
                M.V_n = await Three();
                string a = M.V_n.ToString();
                M.V_n = 1;
                M.V_n += await Three();
                string b = M.V_n.ToString();
                Expression<Func<int>> e = () => M.V_n + 3;
                string c = e.Compile()().ToString();
                string d = string.Join(",", Iterate());
                await Task.Run(() => M.V_n = 8);
                return $"{a} {b} {c} {d} {M.V_n}";
            }
        }
        """);

    [Fact]
    public Task InOtherInitializersConstructorsAndAttributes() => ThreeModes.RunsTheSame(
        "2 3 V_n 2",
        """
        public static partial class M { [Virtualized] public static int n = 2; public const string Name = nameof(V_n); }
        public class Base { public readonly int X; public Base(int x) => X = x; }
        public class Derived : Base { public readonly int Y = M.V_n + 1; public Derived() : base(M.V_n) { } }

        /// <summary><see cref="M.V_n"/></summary>
        public static class Test
        {
            public static string Run() { Derived d = new(); return $"{d.X} {d.Y} {M.Name} {d.X}"; }
        }
        """);

    [Fact]
    public Task UsingStaticAndAliases() => ThreeModes.RunsTheSame(
        "1 2",
        """
        using static N.M;
        using Alias = N.M;
        namespace N { public static partial class M { [Vimage.VirtualizedAttribute] public static int n = 1; [global::Vimage.Virtualized] public static int k = 2; } }

        public static class Test
        {
            public static string Run() => $"{V_n} {Alias.V_k}";
        }
        """);

    [Fact]
    public Task HoistedThroughViews() => ThreeModes.RunsTheSame(
        "15 3 5 5",
        """
        [VnetModule("inet")]
        public static partial class M
        {
            [Virtualized] public static int total;
            [Virtualized(ByRef = true)] internal static int count;
            [Virtualized] private static int secret = 5;
            [Virtualized] public static partial int P { get; private set; }

            public static string Inside()
            {
                var inet = INIT_VNET_INET(curvnet);
                inet.P = inet.V_secret;
                return $"{inet.V_secret} {P}";
            }
        }

        public static class Test
        {
            public static string Run()
            {
                M.V_total = 0; M.V_count = 0;
                var inet = M.INIT_VNET_INET(curvnet);
                for (int i = 1; i <= 5; i++) { inet.V_total += i; }
                inet.V_count = 1; inet.V_count += 2;
                return $"{M.V_total} {M.V_count} {M.Inside()}";
            }
        }
        """);

    [Fact]
    public Task CurvnetSetNestsAndMayBeConditional() => ThreeModes.RunsTheSame(
        "ok",
        """
        public static partial class M { [Virtualized] public static int n; }

        public static class Test
        {
            public static string Run()
            {
                Vnet vnet = Vnet.Current;
                using (CURVNET_SET(vnet))
                {
                    if (vnet is not null)
                    {
                        using var again = CURVNET_SET(vnet);
                        using var twice = CURVNET_SET(vnet);
                    }
                }

                return "ok";
            }
        }
        """);
}
