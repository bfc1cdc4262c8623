using System.Collections.Immutable;
using Vimage.Generator.Model;

namespace Vimage.Generator.Reading;

/// <summary>Puts the parts of each module together, whatever files they come from.</summary>
internal static class ModuleMerger
{
    internal static ImmutableArray<ModuleSource> Merge(ImmutableArray<SourceFacts> files)
    {
        Dictionary<string, List<ModulePart>> byType = new(StringComparer.Ordinal);
        foreach (SourceFacts file in files)
        {
            foreach (ModulePart part in file.Parts)
            {
                string key = part.Type.ToKey();
                if (!byType.TryGetValue(key, out List<ModulePart>? parts))
                {
                    byType.Add(key, parts = []);
                }

                parts.Add(part);
            }
        }

        return byType
            .Where(static type => type.Value.Exists(static part => part.MakesModule))
            .OrderBy(static type => type.Key, StringComparer.Ordinal)
            .Select(static type => Merge(type.Key, type.Value))
            .ToImmutableArray();
    }

    private static ModuleSource Merge(string key, List<ModulePart> unordered)
    {
        // By file, so that the result does not depend on the order in which files reach the compiler; within a file, and a
        // sort that is stable, in textual order.
        HashSet<string> taken = [.. unordered.SelectMany(static part => part.OwnNames)];
        List<ModulePart> parts =
            [.. unordered.OrderBy(static part => part.FilePath, StringComparer.Ordinal).Select(part => WithoutCollisions(part, taken))];
        List<ModulePart> withMembers = WithMembersOfTheirOwn(parts);
        TypePath type = parts[0].Type;
        ModuleMark? mark = parts.Find(static part => part.Mark is not null)?.Mark;
        string hookName = GeneratedNames.Hook(mark?.Name ?? type.Innermost.Name.TrimStart('@'));
        ModuleViews views = ViewsOf(withMembers, taken, hookName);
        Module module = new(
            type,
            mark?.Name ?? key.TrimStart('.'),
            hookName,
            mark?.DependsOn ?? EquatableArray<string>.Empty,
            parts.SelectMany(static part => part.Hooks).ToEquatableArray(),
            withMembers.Select(static part => part.Id).ToEquatableArray(),
            withMembers
                .Where(static part => part.Statics.Any(static member => member.HasInitializer))
                .Select(static part => part.Id)
                .ToEquatableArray(),
            withMembers
                .SelectMany(static part => part.Graduated.Select(static type => type.Key))
                .Distinct(StringComparer.Ordinal)
                .ToEquatableArray(),
            withMembers
                .SelectMany(static part => part.Graduated
                    .Where(static type => type.Any(static member => member.HasInitializer))
                    .Select(type => $"{type.Key}.{part.Id}"))
                .ToEquatableArray(),
            withMembers.TrueForAll(static part => part.Members.All(static member => member.IsConstant || !member.HasInitializer)),
            parts.Exists(static part => part.IsUnsafe),
            parts.TrueForAll(static part => part.IsVisible),
            parts.Exists(static part => part.HasStaticConstructor),
            views,
            withMembers
                .Where(static part => part.Members.Any(static member => member.IsVisibleOutside))
                .Select(static part => part.Id)
                .ToEquatableArray(),
            withMembers
                .Where(static part => part.Members.Any(static member => member.Published is not null))
                .Select(static part => part.Id)
                .ToEquatableArray());
        return new ModuleSource(module, withMembers.Select(part => new PartSource(part, views)).ToEquatableArray());
    }

    // Two parts that begin with the same variable are a mistake that the compiler reports; a second file of the same name would
    // be one that it does not survive.
    private static List<ModulePart> WithMembersOfTheirOwn(List<ModulePart> parts)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        return parts.FindAll(part => part.Members.Count > 0 && ids.Add(part.Id));
    }

    private static ModulePart WithoutCollisions(ModulePart part, HashSet<string> taken) =>
        part.Members.Any(member => Collides(member, taken))
            ? part with { Members = part.Members.Where(member => !Collides(member, taken)).ToEquatableArray() }
            : part;

    private static bool Collides(VirtualizedMember member, HashSet<string> taken) =>
        member.Kind != MemberKind.Property && taken.Contains(GeneratedNames.Accessor(member.Name));

    private static ModuleViews ViewsOf(List<ModulePart> parts, HashSet<string> taken, string hookName)
    {
        if (taken.Contains(hookName))
        {
            return new ModuleViews(MemberAccessibility.Private, HasPrivate: false);
        }

        MemberAccessibility outer = MemberAccessibility.Private;
        bool hasPrivate = false;
        foreach (VirtualizedMember member in parts.SelectMany(static part => part.Members))
        {
            outer = member.IsVisibleOutside && member.Accessibility > outer ? member.Accessibility : outer;
            hasPrivate |= member.IsPartlyPrivate;
        }

        return new ModuleViews(
            taken.Contains(GeneratedNames.View) ? MemberAccessibility.Private : outer,
            hasPrivate && !taken.Contains(GeneratedNames.PrivateView));
    }
}
