using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Vimage.Bench.Rename;

/// <summary>
/// A solution of a given size, on disk: a few projects with globals, two thirds of them public and the others internal to friends,
/// and many more projects that use them now and then, next to locals of the same names.
/// </summary>
/// <remarks>
/// The figures of a census of real programs are its model. There a global has five to eleven uses. What costs the peer its time is
/// in how many files the name occurs, whatever it means there: in a server of 656 files and 92,000 lines, the mean of 427 globals
/// is 8 files and 35 occurrences, and the tenth of them with the commonest names (<c>count</c>, <c>cfg</c>, <c>Config</c>) have 16
/// to 184 files. Here every name is in 33 files, and has 13 uses.
/// </remarks>
internal sealed class SyntheticSolution : IDisposable
{
    internal const int Globals = 300;

    private const int StateProjects = 4;
    private const int WorkProjects = 16;
    private const int GlobalsPerType = 3;
    private const int Files = 1_008;
    private const int MethodsPerFile = 10;
    private const int UsesPerFile = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vimage-bench-rename-");
    private readonly List<SyntheticProject> _projects = [];

    internal SyntheticSolution()
    {
        string[] workers = [.. Enumerable.Range(0, WorkProjects).Select(static number => $"Work{number:00}")];
        string friends = string.Concat(workers.Select(static name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]\n"));
        string[] states = [.. Enumerable.Range(0, StateProjects).Select(static number => $"State{number:00}")];
        for (int project = 0; project < StateProjects; project++)
        {
            AddProject(states[project], [], Enumerable.Range(0, Globals / GlobalsPerType)
                .Where(type => type % StateProjects == project)
                .Select(static type => ($"State{type:000}.cs", StateType(type)))
                .Prepend(("Friends.cs", friends)));
        }

        for (int project = 0; project < WorkProjects; project++)
        {
            AddProject(workers[project], states, Enumerable.Range(0, Files)
                .Where(file => file % WorkProjects == project)
                .Select(static file => ($"Work{file:0000}.cs", WorkType(file))));
        }

        File.WriteAllText(Path, "<Solution>\n"
            + string.Concat(_projects.Select(static project => $"  <Project Path=\"{project.Name}/{project.Name}.csproj\" />\n"))
            + "</Solution>\n");
        Restore();
    }

    /// <summary>Gets the solution's file.</summary>
    internal string Path => System.IO.Path.Combine(_folder.FullName, "Bench.slnx");

    /// <summary>Gets the projects, each after those that it references.</summary>
    internal IReadOnlyList<SyntheticProject> Projects => _projects;

    internal int LineCount { get; private set; }

    /// <summary>Returns the full name of a global.</summary>
    internal static string GlobalName(int index) => string.Create(CultureInfo.InvariantCulture, $"Bench.State{index / GlobalsPerType:000}.global{index:000}");

    public void Dispose() => _folder.Delete(recursive: true);

    private void AddProject(string name, string[] references, IEnumerable<(string Name, string Text)> files)
    {
        string folder = _folder.CreateSubdirectory(name).FullName;
        List<string> paths = [];
        foreach ((string file, string text) in files)
        {
            paths.Add(System.IO.Path.Combine(folder, file));
            File.WriteAllText(paths[^1], text);
            LineCount += text.Count(static c => c == '\n');
        }

        File.WriteAllText(System.IO.Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references.Select(static reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />"))}
              </ItemGroup>
            </Project>
            """);
        _projects.Add(new SyntheticProject(name, references, paths));
    }

    private void Restore()
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["restore", Path, "--verbosity", "quiet"]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The solution is not restored: {output}");
        }
    }

    private static string StateType(int type)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"namespace Bench\n{{\n    public static class State{type:000}\n    {{\n");
        for (int i = 0; i < GlobalsPerType; i++)
        {
            int index = (type * GlobalsPerType) + i;
            text.Append(CultureInfo.InvariantCulture, $"        {(i == 0 ? "internal" : "public")} static int global{index:000} = {index};\n");
        }

        return text.Append("    }\n}\n").ToString();
    }

    private static string WorkType(int file)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"using System;\n\nnamespace Bench\n{{\n    internal sealed class Work{file:0000}\n    {{\n        private int total;\n");
        for (int method = 0; method < MethodsPerFile; method++)
        {
            int index = ((file * UsesPerFile) + method) % Globals;
            string global = method < UsesPerFile ? GlobalName(index)["Bench.".Length..] : "total";
            text.Append(CultureInfo.InvariantCulture, $$"""

                        /// <summary>Adds up what is over the limit.</summary>
                        internal int Run{{method}}(int[] values, int limit)
                        {
                            int global{{index:000}} = 0;
                            for (int i = 0; i < values.Length; i++)
                            {
                                if (values[i] > limit && values[i] % 2 == 0)
                                {
                                    global{{index:000}} += values[i] - limit;
                                }
                                else if (values[i] < -limit)
                                {
                                    total -= Math.Abs(values[i]);
                                }
                            }

                            {{global}} += global{{index:000}};
                            return global{{index:000}} + total;
                        }

                """);
        }

        return text.Append("    }\n}\n").ToString();
    }
}
