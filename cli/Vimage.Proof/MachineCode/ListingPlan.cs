using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Proof.Il;
using Vimage.Proof.Lister;
using Vimage.Proof.Metadata;

namespace Vimage.Proof.MachineCode;

/// <summary>What to ask the lister about one build, and what the things asked about are called in both.</summary>
internal sealed class ListingPlan
{
    private readonly AssemblyImage _image;
    private readonly List<PlanItem> _items = [];
    private readonly List<string> _names = [];

    /// <summary>Plans a listing.</summary>
    /// <param name="image">The build.</param>
    /// <param name="methods">The methods to compile, in this order; their items have the same numbers.</param>
    internal ListingPlan(AssemblyImage image, IReadOnlyList<MethodDefinitionHandle> methods)
    {
        _image = image;
        MetadataReader reader = image.Reader;
        foreach (MethodDefinitionHandle method in methods)
        {
            Add(PlanItemKind.Method, method, image.Names.Method(method));
        }

        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(IsClosed))
        {
            foreach (FieldDefinitionHandle field in type.GetFields().Where(each => IsStatic(reader.GetFieldDefinition(each).Attributes)))
            {
                Add(PlanItemKind.Field, field, image.Names.Field(field));
            }
        }

        foreach (EntityHandle type in TypesOf(reader))
        {
            Add(PlanItemKind.Type, type, image.Names.Type(type));
        }

        foreach (IlInstruction text in methods
            .SelectMany(method => IlReader.Read(image, method).Instructions)
            .Where(static instruction => instruction.OpCode == ILOpCode.Ldstr)
            .DistinctBy(static instruction => instruction.Token))
        {
            _items.Add(new PlanItem(PlanItemKind.Text, text.Token));
            _names.Add(text.Operand);
        }
    }

    internal IReadOnlyList<PlanItem> Items => _items;

    /// <summary>Names what an item stands for, alike in two builds.</summary>
    internal string NameOf(int item) => _names[item];

    /// <summary>Names the type that the field of an item is in.</summary>
    internal string OwnerOf(int item)
    {
        FieldDefinitionHandle field = MetadataTokens.FieldDefinitionHandle(_items[item].Token & 0xFFFFFF);
        return _image.Names.Type(_image.Reader.GetFieldDefinition(field).GetDeclaringType());
    }

    /// <summary>Returns the name in metadata of the method of an item.</summary>
    internal string MethodNameOf(int item)
    {
        MethodDefinitionHandle method = MetadataTokens.MethodDefinitionHandle(_items[item].Token & 0xFFFFFF);
        return _image.Reader.GetString(_image.Reader.GetMethodDefinition(method).Name);
    }

    private static bool IsClosed(TypeDefinition type) => type.GetGenericParameters().Count == 0;

    private static bool IsStatic(FieldAttributes attributes) =>
        attributes.HasFlag(FieldAttributes.Static) && !attributes.HasFlag(FieldAttributes.Literal);

    private static IEnumerable<EntityHandle> TypesOf(MetadataReader reader) =>
    [
        .. reader.TypeDefinitions.Where(each => IsClosed(reader.GetTypeDefinition(each))),
        .. reader.TypeReferences,
        .. Enumerable.Range(1, reader.GetTableRowCount(TableIndex.TypeSpec))
            .Select(static row => MetadataTokens.TypeSpecificationHandle(row)),
    ];

    private void Add(PlanItemKind kind, EntityHandle handle, string name)
    {
        _items.Add(new PlanItem(kind, MetadataTokens.GetToken(handle)));
        _names.Add(name);
    }
}
