using System.Globalization;
using System.Text;

namespace Vimage.Bench.Analyzers;

/// <summary>A file of 1,000 lines with 200 marks: ten modules of 20 variables, and methods that use them.</summary>
internal static class MarkedFile
{
    internal const int Lines = 1_000;
    internal const int Marks = Modules * VariablesPerModule;

    private const int Modules = 10;
    private const int VariablesPerModule = 20;
    private const int MethodsPerModule = 14;

    private static readonly CompositeFormat s_method = CompositeFormat.Parse(
        """
            internal static int Add{0}(int[] values)
            {{
                foreach (int value in values) {{ V_field{0} += value + V_field{1}; }}
                V_names.Add("sum " + V_field{0}.ToString(CultureInfo.InvariantCulture)); return V_names.Count + Module{2}.V_field{1};
            }}

        """);

    internal static string Source { get; } = Write();

    private static string Write()
    {
        StringBuilder source = new("using System.Collections.Generic;\nusing System.Globalization;\nusing Vimage;\n\nnamespace Corpus;\n\n");
        for (int module = 0; module < Modules; module++)
        {
            source.Append(CultureInfo.InvariantCulture, $"internal static partial class Module{module}\n{{\n")
                .Append("    [Virtualized] internal static List<string> names = new();\n");
            for (int field = 1; field < VariablesPerModule; field++)
            {
                source.Append(CultureInfo.InvariantCulture, $"    [Virtualized] internal static int field{field} = {field};\n");
            }

            for (int method = 1; method <= MethodsPerModule; method++)
            {
                source.AppendFormat(CultureInfo.InvariantCulture, s_method, method, method + 1, (module + 1) % Modules);
            }

            source.Append("}\n");
        }

        int written = source.ToString().Count(static c => c == '\n');
        return written <= Lines
            ? source.Insert(0, "// What a file begins with.\n", Lines - written).ToString()
            : throw new InvalidOperationException($"The file has {written} lines.");
    }
}
