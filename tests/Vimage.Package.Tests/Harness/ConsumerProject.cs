using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Vimage.Package.Tests.Harness;

/// <summary>A project outside the repository that references the package.</summary>
public sealed record ConsumerProject(string Directory, string Name, string Framework)
{
    public async Task<string> Build(string configuration, string mode, int expectedExitCode = 0, params string[] more) =>
        await Dotnet.Run(Directory, expectedExitCode, ["build", "-c", configuration, $"-p:VimageMode={mode}", "-nologo", .. more]);

    public async Task<string> Run(string configuration) =>
        (await Dotnet.Run(Directory, 0, OutputPath(configuration))).Trim();

    public string OutputPath(string configuration) => Path.Combine(Directory, "bin", configuration, Framework, $"{Name}.dll");

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Directory, file), text);

    /// <summary>Returns the names of the assemblies that the compiled project references.</summary>
    public IReadOnlyList<string> References(string configuration)
    {
        using PEReader file = new(File.OpenRead(OutputPath(configuration)));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
