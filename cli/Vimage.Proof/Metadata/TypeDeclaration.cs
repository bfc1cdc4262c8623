using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace Vimage.Proof.Metadata;

/// <summary>
/// What a type declares besides methods, as text. Bodies alone don't prove two programs equal: whether a class constructor runs
/// before the first access or at it is a flag of the type, and the layout of an object is its fields.
/// </summary>
internal static class TypeDeclaration
{
    /// <summary>Compares the declarations of two builds.</summary>
    internal static IEnumerable<DeclarationDifference> Compare(AssemblyImage before, AssemblyImage after)
    {
        Dictionary<string, TypeDefinitionHandle> others = TypesOf(after);
        foreach ((string name, TypeDefinitionHandle type) in TypesOf(before).OrderBy(static each => each.Key, StringComparer.Ordinal))
        {
            IReadOnlyList<string> lines = Lines(before, type);
            IReadOnlyList<string> otherLines = others.Remove(name, out TypeDefinitionHandle other) ? Lines(after, other) : [];
            if (!lines.SequenceEqual(otherLines))
            {
                yield return new DeclarationDifference(name, lines, otherLines);
            }
        }

        foreach ((string name, TypeDefinitionHandle type) in others.OrderBy(static each => each.Key, StringComparer.Ordinal)
            .Where(each => AddedMembers.By(after, each.Value) == AddedBy.Program))
        {
            yield return new DeclarationDifference(name, [], Lines(after, type));
        }
    }

    private static Dictionary<string, TypeDefinitionHandle> TypesOf(AssemblyImage image)
    {
        Dictionary<string, TypeDefinitionHandle> types = new(StringComparer.Ordinal);
        foreach (TypeDefinitionHandle type in image.Reader.TypeDefinitions.Where(type =>
            !image.Reader.StringComparer.StartsWith(Outermost(image.Reader, type).Name, "<PrivateImplementationDetails>")))
        {
            types.TryAdd(image.Names.Type(type), type);
        }

        return types;
    }

    private static TypeDefinition Outermost(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return type.IsNested ? Outermost(reader, type.GetDeclaringType()) : type;
    }

    private static List<string> Lines(AssemblyImage image, TypeDefinitionHandle handle)
    {
        TypeDefinition type = image.Reader.GetTypeDefinition(handle);
        List<string> lines = [$".class {image.Names.Type(handle)}: {type.Attributes}"];
        if (!type.BaseType.IsNil)
        {
            lines.Add($"    extends {image.Names.Type(type.BaseType)}");
        }

        lines.AddRange(type.GetInterfaceImplementations()
            .Select(each => $"    implements {image.Names.Type(image.Reader.GetInterfaceImplementation(each).Interface)}"));
        if (type.GetLayout() is { IsDefault: false } layout)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"    .pack {layout.PackingSize} .size {layout.Size}"));
        }

        FieldDefinition[] fields = [.. type.GetFields().Select(image.Reader.GetFieldDefinition)];
        ILookup<bool, string> texts = type.GetFields().Zip(fields)
            .ToLookup(each => each.Second.Attributes.HasFlag(FieldAttributes.Static), each => Line(image, each.First, each.Second));

        // The order of statics is nothing that a program can see; that of an object's fields is its layout.
        lines.AddRange(texts[false]);
        lines.AddRange(texts[true].Order(StringComparer.Ordinal));
        return lines;
    }

    private static string Line(AssemblyImage image, FieldDefinitionHandle handle, FieldDefinition field)
    {
        string offset = field.GetOffset() is >= 0 and var at ? string.Create(CultureInfo.InvariantCulture, $"[{at}] ") : "";
        string constant = field.GetDefaultValue() is { IsNil: false } value ? " = " + Constant(image.Reader, value) : "";
        return $"    .field {offset}{image.Names.Field(handle)}{constant}: {field.Attributes}";
    }

    private static string Constant(MetadataReader reader, ConstantHandle handle) =>
        Convert.ToHexString(reader.GetBlobBytes(reader.GetConstant(handle).Value));
}
