using System.Globalization;
using SharpFuzz;
using Vimage.Net.Fuzzing;

const string Usage = """
    Vimage.Net.Fuzzing replay [TARGET]          runs the corpus through one target, or all of them
    Vimage.Net.Fuzzing export TARGET FOLDER     writes the inputs that the corpus has for a target, for a fuzzer to begin with
    Vimage.Net.Fuzzing afl TARGET               takes inputs from afl-fuzz
    Vimage.Net.Fuzzing libfuzzer TARGET         takes inputs from libfuzzer-dotnet
    Vimage.Net.Fuzzing run TARGET FILE...       runs inputs that a fuzzer has found
    """;

switch (args)
{
    case ["replay", .. var names]:
        foreach (FuzzTarget each in FuzzTarget.All.Where(each => names.Length == 0 || names.Contains(each.Name)))
        {
            int count = 0;
            foreach (byte[] input in each.Inputs)
            {
                each.Run(input);
                count++;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each.Name}: {count} inputs"));
        }

        return 0;
    case ["export", var name, var folder] when Find(name) is { } target:
        Directory.CreateDirectory(folder);
        foreach ((int number, byte[] input) in target.Inputs.Index())
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{number:D4}"), input);
        }

        return 0;
    case ["afl", var name] when Find(name) is { } target:
        Fuzzer.Run(stream =>
        {
            using MemoryStream input = new();
            stream.CopyTo(input);
            target.Run(input.ToArray());
        });
        return 0;
    case ["libfuzzer", var name] when Find(name) is { } target:
        Fuzzer.LibFuzzer.Run(input => target.Run(input));
        return 0;
    case ["run", var name, .. var files] when Find(name) is { } target:
        foreach (string file in files)
        {
            target.Run(await File.ReadAllBytesAsync(file));
        }

        return 0;
    default:
        await Console.Error.WriteLineAsync(Usage);
        await Console.Error.WriteLineAsync($"Targets: {string.Join(' ', FuzzTarget.All.Select(static each => each.Name))}");
        return 2;
}

static FuzzTarget? Find(string name) => FuzzTarget.All.FirstOrDefault(each => each.Name == name);
