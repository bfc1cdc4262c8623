using System.Globalization;

namespace LossyNetwork;

/// <summary>The command line.</summary>
internal static class Arguments
{
    private const string Usage = "Usage: Topology [SEED] [FILE]; unless given, the seed is 1, and the capture goes to topology.pcapng.";

    /// <summary>Reads it, or says what is wrong with it.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="seed">What all that happens by chance is made from.</param>
    /// <returns>The file for the capture, empty; <see langword="null"/> if something is wrong.</returns>
    internal static FileStream? Read(string[] arguments, out ulong seed)
    {
        seed = 1;
        if (arguments.Length > 2)
        {
            return Refuse($"there are {arguments.Length} arguments, of which '{arguments[2]}' is one too many.");
        }

        string path = arguments.ElementAtOrDefault(1) ?? "topology.pcapng";
        if (arguments.Length > 0 && !ulong.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out seed))
        {
            return Refuse($"'{arguments[0]}' is no seed, which is a number from 0 to {ulong.MaxValue}.");
        }

        try
        {
            return File.Create(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refuse($"the capture can't be written to '{path}': {error.Message}");
        }
    }

    private static FileStream? Refuse(string reason)
    {
        Console.Error.WriteLine($"Topology: {reason}\n{Usage}");
        return null;
    }
}
