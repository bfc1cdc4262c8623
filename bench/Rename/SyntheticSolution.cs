using System.Globalization;
using System.Text;

namespace Vimage.Bench.Rename;

/// <summary>
/// A code base of a given size, on disk: types with globals, and many more that use them now and then, next to locals and members
/// of the same names. The figures of a census of real programs are its model: about ten uses a global.
/// </summary>
internal sealed class SyntheticSolution : IDisposable
{
    internal const int Globals = 300;

    private const int GlobalsPerType = 3;
    private const int Files = 1_000;
    private const int MethodsPerFile = 10;
    private const int UsesPerFile = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vimage-bench-rename-");

    internal SyntheticSolution()
    {
        for (int type = 0; type < Globals / GlobalsPerType; type++)
        {
            Write($"State{type:000}.cs", StateType(type));
        }

        for (int file = 0; file < Files; file++)
        {
            Write($"Work{file:0000}.cs", WorkType(file));
        }
    }

    internal string Folder => _folder.FullName;

    internal int LineCount { get; private set; }

    internal string[] SourceFiles => [.. Directory.GetFiles(Folder, "*.cs").Order(StringComparer.Ordinal)];

    /// <summary>Returns the full name of a global.</summary>
    internal static string GlobalName(int index) => string.Create(CultureInfo.InvariantCulture, $"Bench.State{index / GlobalsPerType:000}.global{index:000}");

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        LineCount += text.Count(static c => c == '\n');
    }

    private static string StateType(int type)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"namespace Bench\n{{\n    internal static class State{type:000}\n    {{\n");
        for (int i = 0; i < GlobalsPerType; i++)
        {
            int index = (type * GlobalsPerType) + i;
            text.Append(CultureInfo.InvariantCulture, $"        internal static int global{index:000} = {index};\n");
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
