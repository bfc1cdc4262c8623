using System.Collections.Concurrent;
using CsCheck;

namespace Vimage.Runtime.Tests;

/// <summary>
/// Random programs over a tree, on one thread against a model, and on several at once against what must hold whatever the
/// order. A failure prints the seed; VIMAGE_STRESS_SECONDS says how long to try.
/// </summary>
[Collection(Alone.Name)]
public sealed class StressTests
{
    private static readonly int s_seconds =
        int.TryParse(Environment.GetEnvironmentVariable("VIMAGE_STRESS_SECONDS"), out int seconds) ? seconds : 5;

    private enum What
    {
        Create,
        Destroy,
        DestroyRecursively,
        Enter,
        Limit,
        Revoke,
        Grant,
        Reset,
    }

    private static readonly Gen<(What, int, int)[]> s_program = Gen.Select(
        Gen.Enum<What>(), Gen.Int[0, 5], Gen.Int[0, 3]).Array[1, 40];

    [Fact]
    public void OneThreadDoesWhatTheModelDoes() => s_program.Sample(
        static program =>
        {
            using HandModules modules = new();
            modules.Register("stress");
            Vnet top = TestVnet.Create(new VnetOptions { ChildrenMax = 20 });
            Model model = new(20);
            foreach ((What what, int where, int value) in program)
            {
                string path = model.Pick(where);
                Assert.Equal(model.Do(what, path, value), Do(top, what, path, value));
                Assert.Equal(model.Paths, top.WithDescendants().Select(vnet => vnet == top ? "." : vnet.FullName[(top.FullName.Length + 1)..]).Order(StringComparer.Ordinal));
                Assert.Equal(model.Paths.Count - 1, top.DescendantCount);
            }

            Assert.True(top.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result.IsClean);
        },
        time: s_seconds);

    [Fact]
    public void SeveralThreadsLeaveNothing_AndEveryVnetHadEveryModuleOnce() => Gen.Select(s_program, s_program, s_program).Sample(
        static programs =>
        {
            ConcurrentDictionary<Vnet, int> attached = new();
            using HandModules modules = new();
            modules.OnAttach = (vnet, _) => attached.AddOrUpdate(vnet, 1, static (_, count) => count + 1);
            modules.OnDetach = (vnet, _) => attached.AddOrUpdate(vnet, -1, static (_, count) => count - 1);
            Vnet top = TestVnet.Create(new VnetOptions { ChildrenMax = 1000 });
            using Barrier start = new(4);
            Thread[] threads = [.. new[] { programs.Item1, programs.Item2, programs.Item3 }.Select(program => new Thread(() =>
            {
                start.SignalAndWait();
                foreach ((What what, int where, int value) in program)
                {
                    IReadOnlyList<Vnet> all = top.WithDescendants();
                    Vnet vnet = all[where % all.Count];
                    _ = Do(top, what, vnet == top ? "." : vnet.FullName[(top.FullName.Length + 1)..], value);
                }
            }))];
            Array.ForEach(threads, static thread => thread.Start());
            start.SignalAndWait();
            for (int i = 0; i < 3; i++)
            {
                modules.Register($"coming{i}").Deregister();
            }

            VnetRegistration staying = modules.Register("staying");
            Array.ForEach(threads, static thread => thread.Join());
            Assert.All(top.WithDescendants(), vnet => Assert.Equal(1, attached[vnet]));
            Assert.True(top.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result.IsClean);
            staying.Deregister();
            Assert.All(attached, static each => Assert.Equal(0, each.Value));
            Assert.Equal(0, top.DescendantCount);
        },
        time: s_seconds,
        threads: 1);

    // What came of it: nothing, or the type of the exception.
    private static string Do(Vnet top, What what, string path, int value)
    {
        try
        {
            Vnet vnet = top[path];
            switch (what)
            {
                case What.Create:
                    vnet.CreateChild($"c{value}");
                    break;
                case What.Destroy when vnet != top:
                    vnet.DestroyAsync().AsTask().GetAwaiter().GetResult();
                    break;
                case What.DestroyRecursively when vnet != top:
                    vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult();
                    break;
                case What.Enter:
                    vnet.Run(static () => Sample.V_count++);
                    break;
                case What.Limit when vnet != top:
                    vnet.SetChildrenMax(0);
                    break;
                case What.Revoke:
                    vnet.Revoke("p");
                    break;
                case What.Grant:
                    vnet.Grant("p");
                    return vnet.Allows("p") ? "" : "not granted";
                case What.Reset when vnet != top:
                    vnet.ResetAsync().AsTask().GetAwaiter().GetResult();
                    break;
            }

            return "";
        }
        catch (Exception thrown) when (thrown is VnetException or ObjectDisposedException)
        {
            return thrown.GetType().Name;
        }
    }

    /// <summary>The same, in a dictionary.</summary>
    private sealed class Model(int max)
    {
        private readonly SortedDictionary<string, bool> _allowed = new(StringComparer.Ordinal) { ["."] = true };

        internal SortedDictionary<string, bool>.KeyCollection Paths => _allowed.Keys;

        internal string Pick(int index) => _allowed.Keys.ElementAt(index % _allowed.Count);

        internal string Do(What what, string path, int value)
        {
            switch (what)
            {
                case What.Create:
                    string child = path == "." ? $"c{value}" : $"{path}.c{value}";
                    return !_allowed.TryAdd(child, _allowed[path]) ? nameof(VnetExistsException) : "";
                case What.Destroy when path != ".":
                    if (Below(path).Any())
                    {
                        return nameof(VnetBusyException);
                    }

                    _allowed.Remove(path);
                    return "";
                case What.DestroyRecursively when path != ".":
                    foreach (string each in Below(path).Append(path).ToArray())
                    {
                        _allowed.Remove(each);
                    }

                    return "";
                case What.Revoke:
                    foreach (string each in Below(path).Append(path).ToArray())
                    {
                        _allowed[each] = false;
                    }

                    return "";
                case What.Grant:
                    string above = path == "." ? "" : path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : ".";
                    if (above.Length > 0 && !_allowed[above])
                    {
                        return nameof(VnetPermissionException);
                    }

                    _allowed[path] = true;
                    return "";
                default:
                    return max > 0 ? "" : "no limit";
            }
        }

        private IEnumerable<string> Below(string path) =>
            _allowed.Keys.Where(each => path == "." ? each != "." : each.StartsWith(path + ".", StringComparison.Ordinal));
    }
}
