using Vimage.Migration.Loading;
using Vimage.Migration.Scanning;

namespace Vimage.Cli.Rendering;

/// <summary>Says whether every static is classified; and if not, which lines are missing.</summary>
internal static class GateReport
{
    internal static void Write(TextWriter writer, Codebase codebase, GateFile file, Gate gate)
    {
        foreach ((string symbol, int line) in gate.Stale)
        {
            writer.WriteLine($"{file.Path}({line}): warning: {symbol} is gone; take the line out.");
        }

        foreach (StaticFinding finding in gate.Unclassified)
        {
            writer.WriteLine($"{codebase.Show(finding.Global.Key.FilePath)}({finding.Line}): {finding.Symbol} is not classified.");
        }

        if (gate.MissingLimit is { } limit)
        {
            writer.WriteLine($"{file.Path}: {file.Unaudited} statics are unaudited, and the file does not say so; write this line, whose number may only shrink:");
            writer.WriteLine(limit);
        }

        if (gate.Unclassified.Count > 0)
        {
            writer.WriteLine($"\nMark what is an instance's state, or add these lines to {file.Path}, with the class that is right:");
            foreach (StaticFinding finding in gate.Unclassified)
            {
                writer.WriteLine(GateFile.LineOf(finding));
            }

            writer.WriteLine();
        }

        writer.WriteLine($"{gate.AllowedFields} statics in {gate.AllowedFiles} files are allowed; {gate.Unclassified.Count} are not classified.");
    }
}
