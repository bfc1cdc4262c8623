using System.Reflection.Metadata;

namespace Vimage.Substitution.Metadata;

/// <summary>
/// Whether a method leaves its receiver as it is, by the marks that the compiler goes by: of a readonly variable it passes the
/// address to such methods, and to others that of a copy.
/// </summary>
/// <param name="module">The module with the calls.</param>
/// <param name="references">The assemblies it refers to.</param>
internal sealed class ReadOnlyMembers(MetadataReader module, ReferencedAssemblies references)
{
    private const string Mark = "IsReadOnlyAttribute";
    private const string MarkNamespace = "System.Runtime.CompilerServices";

    /// <summary>Returns whether a method of a value type is <c>readonly</c>; <see langword="null"/> if its type is not found.</summary>
    /// <param name="called">The method.</param>
    /// <param name="constraint">The type that the call is constrained to, whose implementation of the method is meant; or nil.</param>
    internal bool? IsReadOnly(CalledMethod called, EntityHandle constraint)
    {
        EntityHandle handle = constraint.IsNil ? called.Type : constraint;
        if (handle.Kind == HandleKind.TypeSpecification)
        {
            if (GenericInstance.Read(module, handle) is not { } instance)
            {
                // A type parameter: the compiler can't know.
                return false;
            }

            handle = instance.Type;
        }

        TypeInModule? found = handle.Kind switch
        {
            HandleKind.TypeDefinition => new TypeInModule(module, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference => references.Find(module, (TypeReferenceHandle)handle),
            _ => null,
        };
        return found is null ? null : IsReadOnly(found, called);
    }

    private bool? IsReadOnly(TypeInModule type, CalledMethod called)
    {
        TypeDefinition definition = type.Module.GetTypeDefinition(type.Handle);
        if (IsMarked(type.Module, definition.GetCustomAttributes()))
        {
            return true;
        }

        if (IsQuestionOfNullable(type.Module, definition, called))
        {
            return true;
        }

        if (ReferenceEquals(type.Module, module) && !called.Definition.IsNil
            && module.GetMethodDefinition(called.Definition).GetDeclaringType() == type.Handle)
        {
            return IsMarked(module, module.GetMethodDefinition(called.Definition).GetCustomAttributes());
        }

        bool[] overloads =
        [
            .. definition.GetMethods()
                .Select(type.Module.GetMethodDefinition)
                .Where(method => type.Module.StringComparer.Equals(method.Name, called.Name)
                    && CalledMethod.CountParameters(type.Module.GetBlobReader(method.Signature)) == called.Parameters)
                .Select(method => IsMarked(type.Module, method.GetCustomAttributes()))
                .Distinct(),
        ];

        // None: the method is inherited, so that its receiver is a boxed copy. Overloads that differ are not told apart.
        return overloads.Length switch
        {
            0 => false,
            1 => overloads[0],
            _ => null,
        };
    }

    // The compiler knows these to change nothing, in whatever version of the framework.
    private static bool IsQuestionOfNullable(MetadataReader metadata, TypeDefinition type, CalledMethod called) =>
        called is { Parameters: 0, Name: "get_HasValue" or "get_Value" or "GetValueOrDefault" }
        && metadata.StringComparer.Equals(type.Name, "Nullable`1")
        && metadata.StringComparer.Equals(type.Namespace, "System");

    private static bool IsMarked(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            EntityHandle constructor = metadata.GetCustomAttribute(handle).Constructor;
            EntityHandle type = constructor.Kind == HandleKind.MemberReference
                ? metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent
                : metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType();
            if ((type.Kind == HandleKind.TypeReference && MetadataNames.Is(metadata, (TypeReferenceHandle)type, MarkNamespace, Mark))
                || (type.Kind == HandleKind.TypeDefinition
                    && MetadataNames.Of(metadata, (TypeDefinitionHandle)type) == $"{MarkNamespace}.{Mark}"))
            {
                return true;
            }
        }

        return false;
    }
}
