using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Vimage.Substitution.Accessors;

namespace Vimage.Substitution.Views;

/// <summary>
/// The views of an assembly compiled in <c>Globals</c>, where they are empty: the methods of theirs, with the static accessors that
/// do the same, and the <c>INIT_VNET_x</c> that return them.
/// </summary>
/// <remarks>Only those of modules that are not generic: code names the others' by references.</remarks>
internal sealed class ViewMembers
{
    private readonly MetadataReader _metadata;
    private readonly Dictionary<MethodDefinitionHandle, MethodDefinitionHandle> _statics = [];
    private readonly HashSet<MethodDefinitionHandle> _hooks = [];

    internal ViewMembers(MetadataReader metadata)
    {
        _metadata = metadata;
        HashSet<TypeDefinitionHandle> views = [.. metadata.TypeDefinitions.Where(IsView)];
        foreach (TypeDefinitionHandle view in views)
        {
            TypeDefinitionHandle module = metadata.GetTypeDefinition(view).GetDeclaringType();
            AddMembers(view, module);
            AddHooks(module, views);
        }
    }

    internal bool IsEmpty => _hooks.Count == 0;

    /// <summary>Returns whether an instruction calls an <c>INIT_VNET_x</c>.</summary>
    internal bool IsHook(int token) => MethodOf(token) is { } method && _hooks.Contains(method);

    /// <summary>Returns the static accessor that does what the member of a view does; <see langword="null"/> if the token names none.</summary>
    internal MethodDefinitionHandle? FindStatic(int token) =>
        MethodOf(token) is { } method && _statics.TryGetValue(method, out MethodDefinitionHandle found) ? found : null;

    private MethodDefinitionHandle? MethodOf(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        return handle.Kind == HandleKind.MethodDefinition ? (MethodDefinitionHandle)handle : null;
    }

    private bool IsView(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        return (_metadata.StringComparer.Equals(type.Name, GeneratedNames.View) || _metadata.StringComparer.Equals(type.Name, GeneratedNames.PrivateView))
            && !type.GetDeclaringType().IsNil
            && type.GetFields().Count == 0
            && type.GetGenericParameters().Count == 0
            && GeneratorMark.IsAmong(_metadata, type.GetCustomAttributes());
    }

    private void AddMembers(TypeDefinitionHandle view, TypeDefinitionHandle module)
    {
        Dictionary<string, MethodDefinitionHandle> statics = [];
        foreach (MethodDefinitionHandle handle in _metadata.GetTypeDefinition(module).GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(handle);
            if ((method.Attributes & (MethodAttributes.Static | MethodAttributes.SpecialName)) == (MethodAttributes.Static | MethodAttributes.SpecialName))
            {
                statics[_metadata.GetString(method.Name)] = handle;
            }
        }

        foreach (MethodDefinitionHandle handle in _metadata.GetTypeDefinition(view).GetMethods())
        {
            if (statics.TryGetValue(_metadata.GetString(_metadata.GetMethodDefinition(handle).Name), out MethodDefinitionHandle found))
            {
                _statics.Add(handle, found);
            }
        }
    }

    private void AddHooks(TypeDefinitionHandle module, HashSet<TypeDefinitionHandle> views)
    {
        foreach (MethodDefinitionHandle handle in _metadata.GetTypeDefinition(module).GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(handle);
            if (_metadata.StringComparer.StartsWith(method.Name, GeneratedNames.HookPrefix)
                && GeneratorMark.IsAmong(_metadata, method.GetCustomAttributes())
                && ReturnedBy(method) is { Kind: HandleKind.TypeDefinition } returned
                && views.Contains((TypeDefinitionHandle)returned))
            {
                _ = _hooks.Add(handle);
            }
        }
    }

    private EntityHandle ReturnedBy(MethodDefinition method)
    {
        BlobReader signature = _metadata.GetBlobReader(method.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            _ = signature.ReadCompressedInteger();
        }

        _ = signature.ReadCompressedInteger();
        return signature.ReadSignatureTypeCode() == SignatureTypeCode.TypeHandle ? signature.ReadTypeHandle() : default;
    }
}
