using Vimage.Bench.Harness;

namespace Vimage.Bench.Proof;

/// <summary>Two builds of one program: plain, and virtualized in <c>Globals</c>.</summary>
/// <param name="Name">The program's name, as a part of the ids of its rows.</param>
/// <param name="Plain">The assembly without Vimage, its dependencies beside it.</param>
/// <param name="Virtualized">The assembly with it.</param>
internal sealed record BuildPair(string Name, string Plain, string Virtualized)
{
    /// <summary>Reads a pair from the command line.</summary>
    /// <param name="text"><c>NAME=PLAIN,VIRTUALIZED</c>.</param>
    /// <returns>The pair.</returns>
    /// <exception cref="BadInputException">It is written otherwise, or a file is missing.</exception>
    internal static BuildPair Parse(string text)
    {
        if (text.Split('=', ',') is not [{ Length: > 0 } name, var plain, var virtualized])
        {
            throw new BadInputException($"'{text}' is not NAME=PLAIN.dll,VIRTUALIZED.dll: two builds of one program.");
        }

        return File.Exists(plain) && File.Exists(virtualized)
            ? new BuildPair(name, plain, virtualized)
            : throw new BadInputException($"There is no file '{(File.Exists(plain) ? virtualized : plain)}'. Build the program first.");
    }
}
