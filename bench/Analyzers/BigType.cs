using System.Globalization;
using System.Text;

namespace Vimage.Bench.Analyzers;

/// <summary>One type with as many marks as one likes, of each kind that a rule looks at in its own way.</summary>
internal static class BigType
{
    private static readonly CompositeFormat s_five = CompositeFormat.Parse(
        """
            [Virtualized] internal static int value{0} = 1;
            internal static int Sum{0}(int n) {{ int sum = 0; for (int i = 0; i < n; i++) {{ sum += V_value{0}; }} return sum; }}
            [Virtualized(ByRef = true)] private static int counter{0};
            internal static int Next{0}() => Interlocked.Increment(ref V_counter{0}) + V_counter{0};
            [Virtualized] internal static Stream stream{0} = Stream.Null;
            internal static void Flush{0}() => V_stream{0}.Flush();
            [Virtualized] internal static partial int Property{0} {{ get; set; }} = 1;
            internal static int Twice{0}() => Property{0} + Property{0};
            [Virtualized] internal static partial event Action? Event{0};
            internal static void Raise{0}() => V_Event{0}?.Invoke();
            internal static List<int> Plain{0} {{ get; }} = new();

        """);

    internal static string Source(int marks)
    {
        StringBuilder source = new(
            "using System;\nusing System.Collections.Generic;\nusing System.IO;\nusing System.Threading;\nusing Vimage;\n\ninternal static partial class Big\n{\n");
        for (int i = 0; i < marks / 5; i++)
        {
            source.AppendFormat(CultureInfo.InvariantCulture, s_five, i);
        }

        return source.Append("}\n").ToString();
    }
}
