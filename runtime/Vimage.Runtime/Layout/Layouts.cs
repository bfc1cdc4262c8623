using Vimage.CompilerServices;

namespace Vimage;

/// <summary>
/// The variables that assemblies were compiled against, beside those that the loaded modules have. A variable that is gone
/// or has another type would fail sometime and somewhere, at the first call; this says so when the module arrives. One that
/// was added disturbs nobody.
/// </summary>
internal static class Layouts
{
    private static readonly Dictionary<string, List<Expectation>> s_expected = [];

    /// <summary>Notes what an assembly was compiled against, and compares it with what is loaded already.</summary>
    /// <exception cref="VnetLayoutException">The loaded module lacks some of it.</exception>
    internal static void Expect(VnetLayoutExpectation expected)
    {
        Expectation expectation = new(new WeakReference<Type>(expected.User), expected.User.Assembly.GetName().Name!, expected.Layout);
        foreach (VnetModule module in ModuleRegistry.Registered.Where(module => module.Name == expected.Module))
        {
            Compare(module, expectation);
        }

        lock (s_expected)
        {
            if (!s_expected.TryGetValue(expected.Module, out List<Expectation>? all))
            {
                s_expected.Add(expected.Module, all = []);
            }

            all.RemoveAll(static each => !each.User.TryGetTarget(out _));
            all.Add(expectation);
        }
    }

    /// <summary>Compares a module that arrives with what others were compiled against.</summary>
    /// <exception cref="VnetLayoutException">It lacks some of it.</exception>
    internal static void Check(VnetModule module)
    {
        lock (s_expected)
        {
            if (s_expected.TryGetValue(module.Name, out List<Expectation>? all))
            {
                all.RemoveAll(static each => !each.User.TryGetTarget(out _));
                all.ForEach(expectation => Compare(module, expectation));
            }
        }
    }

    private static void Compare(VnetModule module, Expectation expected)
    {
        // Equal texts have equal hashes, and are by far the most: nothing is taken apart then.
        if (module.LayoutText.Length == 0 || LayoutText.Hash(module.LayoutText) == LayoutText.Hash(expected.Layout))
        {
            return;
        }

        string[] faults = [.. LayoutText.Missing(expected.Layout, module.LayoutText)];
        if (faults.Length > 0)
        {
            throw new VnetLayoutException(
                $"'{expected.UserName}' was compiled against vnet module '{module.Name}' with layout "
                + $"{LayoutText.Hash(expected.Layout):x16}; {module.ModuleType.Assembly.GetName().Name} brings layout "
                + $"{LayoutText.Hash(module.LayoutText):x16}: {string.Join("; ", faults)}. Rebuild '{expected.UserName}'.");
        }
    }

    private sealed record Expectation(WeakReference<Type> User, string UserName, string Layout);
}
