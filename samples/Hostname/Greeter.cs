namespace Hostname;

/// <summary>A program that takes the process's environment for its own, as programs do.</summary>
internal static class Greeter
{
    internal static void Greet()
    {
        Console.WriteLine($"host:      {Vimage.VnetEnvironment.MachineName}");
        Console.WriteLine($"GREETING:  {Vimage.VnetEnvironment.GetEnvironmentVariable("GREETING") ?? "(not set)"}");
        Console.WriteLine($"directory: {Vimage.VnetEnvironment.CurrentDirectory}");
#pragma warning disable CA1305 // No culture is named: the program's own is meant.
        Console.WriteLine($"a number:  {1234567.89.ToString("N2")}");
#pragma warning restore CA1305
    }
}
