using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Il;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Accessors;

/// <summary>Finds the accessors in an assembly: by the generator's mark, and by what their bodies are.</summary>
/// <remarks>
/// A partial property keeps its name, and its users call it in plain code too; therefore only what the generator has added,
/// under a name with its prefix, counts.
/// </remarks>
internal sealed class AccessorFinder(ManagedImage image)
{
    private readonly MetadataReader _metadata = image.Metadata;
    private readonly VolatileFields _volatile = new(image.Metadata);

    /// <summary>Returns the accessors by their methods.</summary>
    /// <exception cref="BadImageFormatException">A body is not IL.</exception>
    internal Dictionary<MethodDefinitionHandle, Accessor> FindAll()
    {
        Dictionary<MethodDefinitionHandle, Accessor> found = [];
        foreach (TypeDefinitionHandle type in _metadata.TypeDefinitions)
        {
            foreach (PropertyDefinitionHandle handle in _metadata.GetTypeDefinition(type).GetProperties())
            {
                PropertyDefinition property = _metadata.GetPropertyDefinition(handle);
                if (_metadata.StringComparer.StartsWith(property.Name, GeneratedNames.AccessorPrefix) && GeneratorMark.IsAmong(_metadata, property.GetCustomAttributes()))
                {
                    PropertyAccessors methods = property.GetAccessors();
                    Add(found, type, property, methods.Getter);
                    Add(found, type, property, methods.Setter);
                }
            }
        }

        return found;
    }

    private void Add(
        Dictionary<MethodDefinitionHandle, Accessor> found,
        TypeDefinitionHandle type,
        PropertyDefinition property,
        MethodDefinitionHandle method)
    {
        if (!method.IsNil
            && (_metadata.GetMethodDefinition(method).Attributes & MethodAttributes.Static) != 0
            && image.Decode(method) is { } code
            && Read($"{MetadataNames.Of(_metadata, type)}.{_metadata.GetString(property.Name)}", type, method, code) is { } accessor)
        {
            found.Add(method, accessor);
        }
    }

    private Accessor? Read(string name, TypeDefinitionHandle type, MethodDefinitionHandle method, MethodCode code)
    {
        Instruction[] body = [.. code.Instructions.Where(static instruction => !instruction.Is(OpCodes.Volatile))];
        AccessorKind? kind = body.Length switch
        {
            2 when body[0].Is(OpCodes.Ldsfld) => AccessorKind.Get,
            2 when body[0].Is(OpCodes.Ldsflda) => AccessorKind.GetReference,
            3 when body[0].Is(OpCodes.Ldarg_0) && body[1].Is(OpCodes.Stsfld) => AccessorKind.Set,
            _ => null,
        };
        FieldDefinitionHandle field = kind is null ? default : FieldOf(type, body[body.Length - 2].Operand);
        if (field.IsNil || !body[body.Length - 1].Is(OpCodes.Ret))
        {
            return new Accessor(name, AccessorKind.Get, default, IsReadOnly: false, IsVolatile: false, RemainderReason.NotTheFieldAlone);
        }

        // Whoever may call the accessor must be allowed to touch the field: not so with the variable behind a partial property,
        // which no plain code touches either.
        FieldDefinition variable = _metadata.GetFieldDefinition(field);
        FieldAttributes accessibility = variable.Attributes & FieldAttributes.FieldAccessMask;
        bool isAccessible =
            (int)accessibility == (int)(_metadata.GetMethodDefinition(method).Attributes & MethodAttributes.MemberAccessMask);
        return !isAccessible || _metadata.StringComparer.StartsWith(variable.Name, "<") ? null : new Accessor(
            name,
            kind!.Value,
            field,
            (variable.Attributes & FieldAttributes.InitOnly) != 0,
            _volatile.Contains(MetadataTokens.GetToken(field)),
            Obstacle: null);
    }

    private FieldDefinitionHandle FieldOf(TypeDefinitionHandle type, int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            FieldDefinitionHandle field = (FieldDefinitionHandle)handle;
            return _metadata.GetFieldDefinition(field).GetDeclaringType() == type ? field : default;
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            return default;
        }

        MemberReference reference = _metadata.GetMemberReference((MemberReferenceHandle)handle);
        return GenericInstance.Read(_metadata, reference.Parent) is { IsOwn: true } own && own.Type == type
            ? MetadataNames.FindField(_metadata, type, reference)
            : default;
    }
}
