using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>Reads one declaration of a partial type.</summary>
internal static class ModulePartReader
{
    /// <returns>What the declaration adds to a module, or <see langword="null"/> if it can't add anything.</returns>
    internal static ModulePart? Read(TypeDeclarationSyntax type, NullableDirectives nullable)
    {
        ImmutableArray<VirtualizedMember>.Builder members = ImmutableArray.CreateBuilder<VirtualizedMember>();
        ImmutableArray<VirtualizedMember>.Builder graduated = ImmutableArray.CreateBuilder<VirtualizedMember>();
        List<ModuleHook> hooks = [];
        bool hasStaticConstructor = false;
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax method:
                    AddHook(hooks, method);
                    break;
                case ConstructorDeclarationSyntax constructor:
                    hasStaticConstructor |= Eligibility.Has(constructor, SyntaxKind.StaticKeyword);
                    break;
                case TypeDeclarationSyntax nested when StateStructs.IsServed(nested):
                    StateStructReader.Read(nested, nullable, graduated);
                    break;
                default:
                    MemberReader.Read(member, nullable, members);
                    break;
            }
        }

        // Where they are statics again, their initializers run after those in the user's own files.
        members.AddRange(graduated);
        ModuleMark? mark = ReadMark(type);
        EquatableArray<string> ownNames = OwnNames.In(type);
        if (members.Count == 0 && hooks.Count == 0 && mark is null && !hasStaticConstructor && ownNames.Count == 0)
        {
            return null;
        }

        return new ModulePart(
            type.SyntaxTree.FilePath,
            DeclarationReader.ReadScopes(type),
            DeclarationReader.ReadPath(type),
            DeclarationReader.IsInside(type, SyntaxKind.UnsafeKeyword) || type.Members.Any(IsUnsafeVariable),
            DeclarationReader.IsVisibleInAssembly(type),
            new EquatableArray<VirtualizedMember>(members.ToImmutable()),
            hooks.ToEquatableArray(),
            mark,
            hasStaticConstructor,
            ownNames);
    }

    private static bool IsUnsafeVariable(MemberDeclarationSyntax member) => member is TypeDeclarationSyntax nested
        ? StateStructs.IsServed(nested)
            && (Eligibility.Has(nested, SyntaxKind.UnsafeKeyword)
                || StateStructs.VariablesOf(nested).Any(static field => Eligibility.Has(field, SyntaxKind.UnsafeKeyword)))
        : Eligibility.Has(member, SyntaxKind.UnsafeKeyword) && Marks.Find(member, Marks.Virtualized) is not null;

    private static void AddHook(List<ModuleHook> hooks, MethodDeclarationSyntax method)
    {
        if (!Eligibility.IsHook(method))
        {
            return;
        }

        if (Marks.Find(method, Marks.VnetUninit) is { } uninit)
        {
            hooks.Add(ReadHook(method, HookKind.Uninit, uninit));
        }
        else if (Marks.Find(method, Marks.VnetInit) is { } init)
        {
            hooks.Add(ReadHook(method, HookKind.Init, init));
        }
        else if (Marks.Find(method, Marks.VnetClone) is { } clone)
        {
            hooks.Add(ReadHook(method, HookKind.Clone, clone));
        }
    }

    private static ModuleHook ReadHook(MethodDeclarationSyntax method, HookKind kind, AttributeSyntax mark)
    {
        int? subsystem = null;
        int? order = null;
        string? fault = null;
        int index = 0;
        foreach (AttributeArgumentSyntax argument in mark.ArgumentList?.Arguments ?? default)
        {
            bool isOrder = HookNumbers.IsOrder(argument, index);
            int? value = HookNumbers.Evaluate(argument.Expression);
            fault ??= value is null ? TokenText.Of(argument.Expression) : null;
            subsystem = isOrder ? subsystem : value;
            order = isOrder ? value : order;
            index++;
        }

        HookPosition? position = index == 0
            ? null
            : new HookPosition(subsystem ?? HookNumbers.DefaultSubsystem, order ?? HookNumbers.DefaultOrder);
        return new ModuleHook(method.Identifier.Text, method.ParameterList.Parameters.Count == 1, kind, position, fault);
    }

    private static ModuleMark? ReadMark(TypeDeclarationSyntax type)
    {
        if (Marks.Find(type, Marks.VnetModule)?.ArgumentList is not { Arguments: { Count: > 0 } arguments }
            || Eligibility.LiteralName(arguments[0].Expression) is not { } name)
        {
            return null;
        }

        IEnumerable<string> dependsOn = arguments
            .Where(static argument => argument.NameEquals?.Name.Identifier.ValueText == "DependsOn")
            .SelectMany(static argument => Eligibility.ElementsOf(argument.Expression))
            .Select(Eligibility.LiteralName)
            .OfType<string>();
        return new ModuleMark(name, dependsOn.ToEquatableArray());
    }
}
