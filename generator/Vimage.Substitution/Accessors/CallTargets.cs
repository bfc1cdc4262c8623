using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Metadata;

namespace Vimage.Substitution.Accessors;

/// <summary>The tokens by which call sites name accessors, and the tokens to name the fields by instead.</summary>
internal sealed class CallTargets
{
    private readonly MetadataReader _metadata;
    private readonly Dictionary<MethodDefinitionHandle, Accessor> _accessors;
    private readonly Dictionary<EntityHandle, CallTarget> _targets = [];
    private readonly Dictionary<(EntityHandle Parent, FieldDefinitionHandle Field), EntityHandle> _fields = [];

    internal CallTargets(MetadataReader metadata, Dictionary<MethodDefinitionHandle, Accessor> accessors)
    {
        _metadata = metadata;
        _accessors = accessors;
        foreach (KeyValuePair<MethodDefinitionHandle, Accessor> each in accessors)
        {
            _targets.Add(each.Key, new CallTarget(each.Value, each.Key, default, []));
        }

        HashSet<TypeDefinitionHandle> modules = [.. accessors.Keys.Select(method => metadata.GetMethodDefinition(method).GetDeclaringType())];
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference reference = metadata.GetMemberReference(handle);
            if (GenericInstance.Read(metadata, reference.Parent) is { Type.Kind: HandleKind.TypeDefinition } instance
                && modules.Contains((TypeDefinitionHandle)instance.Type))
            {
                Add(handle, reference, instance);
            }
        }

        MarkOtherUses();
    }

    /// <summary>Returns the accessor that a token names; <see langword="null"/> if it names something else.</summary>
    internal CallTarget? Find(int token) =>
        _targets.TryGetValue(MetadataTokens.EntityHandle(token), out CallTarget? target) ? target : null;

    /// <summary>
    /// Decides what names each field at the call sites: its definition; in a generic type with arguments a reference that exists,
    /// or one to an accessor that is turned into one, because nothing else than the calls to be replaced uses it.
    /// </summary>
    /// <param name="called">The targets that are called.</param>
    /// <returns>The references to turn, with the fields to turn them to.</returns>
    internal List<(MemberReferenceHandle Reference, FieldDefinitionHandle Field)> AssignFields(IEnumerable<CallTarget> called)
    {
        CallTarget[] targets =
        [
            .. called.Where(static target => target.Accessor.Obstacle is null)
                .OrderBy(static target => MetadataTokens.GetToken(target.Method)),
        ];
        List<(MemberReferenceHandle, FieldDefinitionHandle)> turned = [];
        foreach (CallTarget target in targets)
        {
            if (!target.Parent.IsNil && !target.IsUsedOtherwise && !_fields.ContainsKey((target.Parent, target.Accessor.Field)))
            {
                _fields.Add((target.Parent, target.Accessor.Field), target.Method);
                turned.Add(((MemberReferenceHandle)target.Method, target.Accessor.Field));
            }
        }

        foreach (CallTarget target in targets)
        {
            // Inside a generic type a definition would name no type in particular; the compiler never calls one so.
            target.Field = !target.Parent.IsNil ? _fields.TryGetValue((target.Parent, target.Accessor.Field), out EntityHandle field) ? field : default
                : IsGeneric(target) ? default(EntityHandle)
                : target.Accessor.Field;
        }

        return turned;
    }

    private bool IsGeneric(CallTarget target)
    {
        MethodDefinition method = _metadata.GetMethodDefinition((MethodDefinitionHandle)target.Method);
        return _metadata.GetTypeDefinition(method.GetDeclaringType()).GetGenericParameters().Count > 0;
    }

    private void Add(MemberReferenceHandle handle, MemberReference reference, GenericInstance instance)
    {
        TypeDefinitionHandle type = (TypeDefinitionHandle)instance.Type;
        if (reference.GetKind() == MemberReferenceKind.Field)
        {
            FieldDefinitionHandle field = MetadataNames.FindField(_metadata, type, reference);
            if (!field.IsNil && !_fields.ContainsKey((reference.Parent, field)))
            {
                _fields.Add((reference.Parent, field), handle);
            }

            return;
        }

        foreach (MethodDefinitionHandle method in _metadata.GetTypeDefinition(type).GetMethods())
        {
            MethodDefinition definition = _metadata.GetMethodDefinition(method);
            if (_accessors.TryGetValue(method, out Accessor? accessor)
                && _metadata.StringComparer.Equals(definition.Name, _metadata.GetString(reference.Name))
                && MetadataNames.IsSame(_metadata, definition.Signature, reference.Signature))
            {
                _targets.Add(handle, new CallTarget(accessor, handle, reference.Parent, instance.Arguments));
                return;
            }
        }
    }

    // Uses outside of code: what implements a method of an interface.
    private void MarkOtherUses()
    {
        foreach (TypeDefinitionHandle type in _metadata.TypeDefinitions)
        {
            foreach (MethodImplementationHandle handle in _metadata.GetTypeDefinition(type).GetMethodImplementations())
            {
                MethodImplementation implementation = _metadata.GetMethodImplementation(handle);
                foreach (EntityHandle used in new[] { implementation.MethodBody, implementation.MethodDeclaration })
                {
                    if (_targets.TryGetValue(used, out CallTarget? target))
                    {
                        target.IsUsedOtherwise = true;
                    }
                }
            }
        }
    }
}
