using System.Reflection.Metadata;

namespace Vimage.Substitution.Metadata;

/// <summary>Tells what methods do with their receivers, by the marks that the compiler goes by.</summary>
/// <param name="module">The module with the calls.</param>
/// <param name="references">The assemblies it refers to.</param>
internal sealed class ReceiverUses(MetadataReader module, ReferencedAssemblies references)
{
    private const string Mark = "IsReadOnlyAttribute";
    private const string MarkNamespace = "System.Runtime.CompilerServices";

    /// <summary>Returns what a method of a value type does with its receiver.</summary>
    /// <param name="called">The method.</param>
    /// <param name="constraint">The type that the call is constrained to, whose implementation of the method is meant; or nil.</param>
    internal ReceiverUse Of(CalledMethod called, EntityHandle constraint)
    {
        EntityHandle handle = constraint.IsNil ? called.Type : constraint;
        if (handle.Kind == HandleKind.TypeSpecification)
        {
            if (GenericInstance.Read(module, handle) is not { } instance)
            {
                return ReceiverUse.Open;
            }

            handle = instance.Type;
        }

        TypeInModule? found = handle.Kind switch
        {
            HandleKind.TypeDefinition => new TypeInModule(module, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference => references.Find(module, (TypeReferenceHandle)handle),
            _ => null,
        };
        return found is null ? ReceiverUse.Unknown : Of(found, called);
    }

    private ReceiverUse Of(TypeInModule type, CalledMethod called)
    {
        TypeDefinition definition = type.Module.GetTypeDefinition(type.Handle);
        if (IsQuestionOfNullable(type.Module, definition, called))
        {
            return ReceiverUse.ReadOnly;
        }

        MethodDefinition[] candidates = Candidates(type, definition, called);
        if (candidates.Length == 0)
        {
            return ReceiverUse.Inherited;
        }

        if (IsMarked(type.Module, definition.GetCustomAttributes()))
        {
            return ReceiverUse.ReadOnly;
        }

        bool[] marks = [.. candidates.Select(method => IsMarked(type.Module, method.GetCustomAttributes())).Distinct()];

        // Overloads that differ are not told apart.
        return marks.Length > 1 ? ReceiverUse.Unknown
            : marks[0] ? ReceiverUse.ReadOnly
            : ReceiverUse.MayChange;
    }

    // The method itself where it is in this module; elsewhere, those that it may be.
    private MethodDefinition[] Candidates(TypeInModule type, TypeDefinition definition, CalledMethod called)
    {
        if (!called.Definition.IsNil
            && ReferenceEquals(type.Module, module)
            && module.GetMethodDefinition(called.Definition).GetDeclaringType() == type.Handle)
        {
            return [module.GetMethodDefinition(called.Definition)];
        }

        return
        [
            .. definition.GetMethods()
                .Select(type.Module.GetMethodDefinition)
                .Where(method => type.Module.StringComparer.Equals(method.Name, called.Name)
                    && CalledMethod.CountParameters(type.Module.GetBlobReader(method.Signature)) == called.Parameters),
        ];
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
