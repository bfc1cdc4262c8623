using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;

namespace Vimage.Proof.Metadata;

/// <summary>
/// Names that the compiler gives to closures, lambdas, local functions and state machines carry the number of the method they
/// come from, which counts the members of the type: an added accessor shifts it. Here those numbers are counted anew, by order,
/// over the methods that have such names at all.
/// </summary>
internal sealed partial class CompilerNames
{
    private readonly MetadataReader _reader;
    private readonly Dictionary<TypeDefinitionHandle, Dictionary<int, int>> _ordinals = [];
    private readonly Dictionary<string, TypeDefinitionHandle> _owners = new(StringComparer.Ordinal);

    internal CompilerNames(MetadataReader reader)
    {
        _reader = reader;
        foreach (TypeDefinitionHandle type in reader.TypeDefinitions)
        {
            if (OwnerOf(type) == type)
            {
                _owners[FullNameOf(type)] = type;
            }
        }
    }

    /// <summary>Returns a name with its ordinal counted anew.</summary>
    /// <param name="type">The type it is the name of, or that it is a member of.</param>
    /// <param name="name">The name in metadata.</param>
    internal string Normalize(TypeDefinitionHandle type, string name) =>
        IsGeneratedName(name) ? Replace(name, Ordinals(OwnerOf(type))) : name;

    /// <summary>Likewise, for text that names the type around the generated members as the JIT does.</summary>
    /// <param name="owner">The type's full name: <c>Namespace.Outer+Inner</c>.</param>
    /// <param name="name">The name in metadata.</param>
    internal string Normalize(string owner, string name) =>
        IsGeneratedName(name) && _owners.TryGetValue(owner, out TypeDefinitionHandle type) ? Replace(name, Ordinals(type)) : name;

    /// <summary>Returns a type's name with those around it: <c>Namespace.Outer+Inner</c>, as metadata has them.</summary>
    internal string FullNameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        string name = _reader.GetString(type.Name);
        if (type.IsNested)
        {
            return $"{FullNameOf(type.GetDeclaringType())}+{name}";
        }

        return type.Namespace.IsNil ? name : $"{_reader.GetString(type.Namespace)}.{name}";
    }

    // <M>b__3_0, <>9__3_0, <>c__DisplayClass3_0, <M>g__Local|3_0, <M>d__3, <>o__3, <M>O__3, <<M>g__Local|3_0>d. Within a closure
    // class only its own name has the number: <M>b__0 there counts the lambdas.
    [GeneratedRegex(@"(?<=>(?:b__|9__|c__DisplayClass|g__[^|>]*\|))\d+(?=_\d)|(?<=>[doO]__)\d+")]
    private static partial Regex Ordinal();

    private static bool IsGeneratedName(string name) => name.StartsWith('<');

    private static string Replace(string name, Dictionary<int, int> ordinals) => Ordinal().Replace(
        name, match => ordinals.TryGetValue(Number(match), out int counted) ? counted.ToString(CultureInfo.InvariantCulture) : match.Value);

    private static int Number(Match ordinal) => int.Parse(ordinal.ValueSpan, CultureInfo.InvariantCulture);

    private Dictionary<int, int> Ordinals(TypeDefinitionHandle owner)
    {
        if (!_ordinals.TryGetValue(owner, out Dictionary<int, int>? ordinals))
        {
            SortedSet<int> found = [];
            Collect(owner, found);
            ordinals = found.Select(static (ordinal, index) => (ordinal, index)).ToDictionary();
            _ordinals.Add(owner, ordinals);
        }

        return ordinals;
    }

    private void Collect(TypeDefinitionHandle handle, SortedSet<int> found)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        IEnumerable<StringHandle> names =
        [
            .. type.GetMethods().Select(method => _reader.GetMethodDefinition(method).Name),
            .. type.GetFields().Select(field => _reader.GetFieldDefinition(field).Name),
        ];
        foreach (StringHandle name in names)
        {
            Add(_reader.GetString(name));
        }

        foreach (TypeDefinitionHandle nested in NestedGenerated(type))
        {
            Add(_reader.GetString(_reader.GetTypeDefinition(nested).Name));
            Collect(nested, found);
        }

        void Add(string name)
        {
            if (IsGeneratedName(name))
            {
                found.UnionWith(Ordinal().Matches(name).Select(Number));
            }
        }
    }

    private ImmutableArray<TypeDefinitionHandle> NestedGenerated(TypeDefinition type) =>
        [.. type.GetNestedTypes().Where(nested => IsGenerated(_reader.GetTypeDefinition(nested)))];

    private TypeDefinitionHandle OwnerOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        return type.IsNested && IsGenerated(type) ? OwnerOf(type.GetDeclaringType()) : handle;
    }

    private bool IsGenerated(TypeDefinition type) => _reader.StringComparer.StartsWith(type.Name, "<");
}
