using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace Vimage.Proof.Lister;

/// <summary>The load context of the assembly to list: its dependencies are the files beside it, after the framework's.</summary>
internal sealed class TargetAssembly : AssemblyLoadContext
{
    // A row of MethodDef begins with the address of the body and the flags of the implementation.
    private const int OffsetOfFlags = sizeof(uint) + sizeof(ushort);

    private readonly string _directory;
    private readonly HashSet<string> _framework;

    private TargetAssembly(string directory)
        : base("listed")
    {
        _directory = directory;
        string trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        _framework = new HashSet<string>(
            trusted.Split(Path.PathSeparator).Select(static path => Path.GetFileNameWithoutExtension(path)),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Loads an assembly so that none of its code runs.</summary>
    /// <returns>The assembly, in a context of its own.</returns>
    internal static (Assembly Assembly, AssemblyLoadContext Context) Load(string path)
    {
        byte[] image = File.ReadAllBytes(path);
        DisarmModuleInitializer(image);
        TargetAssembly context = new(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using MemoryStream stream = new(image);
        return (context.LoadFromStream(stream), context);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string beside = Path.Combine(_directory, assemblyName.Name + ".dll");
        return !_framework.Contains(assemblyName.Name!) && File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
    }

    // Compiling a method runs the initializer of its module first. That is the program's own code, which may do anything, and
    // would be compiled out of turn. Without its flag it is a method like any other.
    private static void DisarmModuleInitializer(byte[] image)
    {
        using PEReader pe = new(new MemoryStream(image, writable: false));
        MetadataReader metadata = pe.GetMetadataReader();
        TypeDefinition module = metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(1));
        foreach (MethodDefinitionHandle method in module.GetMethods()
            .Where(each => metadata.GetMethodDefinition(each).Attributes.HasFlag(MethodAttributes.RTSpecialName)))
        {
            int row = pe.PEHeaders.MetadataStartOffset
                + metadata.GetTableMetadataOffset(TableIndex.MethodDef)
                + ((MetadataTokens.GetRowNumber(method) - 1) * metadata.GetTableRowSize(TableIndex.MethodDef));
            Span<byte> flags = image.AsSpan(row + OffsetOfFlags, sizeof(ushort));
            MethodAttributes attributes = (MethodAttributes)BinaryPrimitives.ReadUInt16LittleEndian(flags);
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(attributes & ~MethodAttributes.RTSpecialName));
        }
    }
}
