using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Emulator;

/// <summary>The command line.</summary>
/// <param name="Seed">What all that happens by chance is made from.</param>
/// <param name="Routers">How many routers.</param>
/// <param name="Folder">Where the pictures go.</param>
internal sealed record Arguments(int Seed, int Routers, string Folder)
{
    private const string Usage = "Usage: Emulator [SEED] [ROUTERS] [FOLDER]; unless given, seed 1, 1000 routers, and the pictures go here.";

    /// <summary>Reads it, or says what is wrong with it.</summary>
    internal static Arguments? Read(string[] arguments)
    {
        (int seed, int routers) = (1, 1_000);
        string folder = arguments.ElementAtOrDefault(2) ?? ".";
        if (arguments.Length > 3)
        {
            return Refuse($"there are {arguments.Length} arguments, of which '{arguments[3]}' is one too many.");
        }

        if (arguments.Length > 0 && !int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out seed))
        {
            return Refuse($"'{arguments[0]}' is no seed, which is a number from 0 to {int.MaxValue}.");
        }

        if (arguments.Length > 1
            && (!int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out routers) || routers is < Backbone.LeastRouters or > Backbone.MostRouters))
        {
            return Refuse($"'{arguments[1]}' is no number of routers, which is from {Backbone.LeastRouters} to {Backbone.MostRouters}.");
        }

        return Directory.Exists(folder) ? new Arguments(seed, routers, folder) : Refuse($"there is no folder '{folder}' for the pictures. Make it first.");
    }

    private static Arguments? Refuse(string reason)
    {
        Console.Error.WriteLine($"Emulator: {reason}\n{Usage}");
        return null;
    }
}
