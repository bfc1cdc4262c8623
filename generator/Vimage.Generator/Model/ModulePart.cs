namespace Vimage.Generator.Model;

/// <summary>What one declaration of a type adds to the module that the type is.</summary>
/// <param name="FilePath">The file, which orders the parts of a module.</param>
/// <param name="Scopes">The compilation unit and the namespaces around the declaration, the outermost first.</param>
/// <param name="Type">The type.</param>
/// <param name="IsUnsafe">Whether the declaration or one around it is <c>unsafe</c>.</param>
/// <param name="IsVisible">Whether the type can be named from anywhere in its assembly.</param>
/// <param name="Members">The marked statics, in textual order; and then the fields of state structs.</param>
/// <param name="Hooks">The marked methods, in textual order.</param>
/// <param name="Mark">The declaration's <c>[VnetModule]</c>, if it has one.</param>
/// <param name="HasStaticConstructor">Whether the declaration has a static constructor.</param>
/// <param name="OwnNames">The names declared in it that generated members might have.</param>
internal sealed record ModulePart(
    string FilePath,
    EquatableArray<NamespaceScope> Scopes,
    TypePath Type,
    bool IsUnsafe,
    bool IsVisible,
    EquatableArray<VirtualizedMember> Members,
    EquatableArray<ModuleHook> Hooks,
    ModuleMark? Mark,
    bool HasStaticConstructor,
    EquatableArray<string> OwnNames)
{
    /// <summary>Gets a value indicating whether the part makes its type a module, rather than only adding to one.</summary>
    internal bool MakesModule => Members.Count > 0 || Hooks.Count > 0 || Mark is not null;

    /// <summary>Gets the variables that are statics of the type itself.</summary>
    internal IEnumerable<VirtualizedMember> Statics => Members.Where(static member => !member.IsGraduated);

    /// <summary>Gets the variables that are fields of state structs, by struct.</summary>
    internal IEnumerable<IGrouping<string, VirtualizedMember>> Graduated => Members
        .Where(static member => member.IsGraduated)
        .GroupBy(static member => member.StateStruct!, StringComparer.Ordinal);

    /// <summary>Gets a name that is unique among the parts of a module, and independent of files and their order.</summary>
    internal string Id => Members.Count > 0 ? Members[0].Name : "";
}
