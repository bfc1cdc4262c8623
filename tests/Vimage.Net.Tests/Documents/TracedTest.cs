using System.Reflection;

namespace Vimage.Net.Tests;

/// <summary>A test, and what of others' it is about: a document's number, or a scenario of FreeBSD's.</summary>
/// <param name="Method">The test.</param>
/// <param name="Source">What it is about.</param>
internal sealed record TracedTest(MethodInfo Method, string Source)
{
    internal Type Class => Method.DeclaringType!;

    /// <summary>Returns the tests of this assembly that bear a trait, themselves or their class.</summary>
    internal static IReadOnlyList<TracedTest> All(string trait) =>
    [
        .. from type in typeof(TracedTest).Assembly.GetTypes().OrderBy(static each => each.Name, StringComparer.Ordinal)
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(static each => each.MetadataToken)
           where method.IsDefined(typeof(FactAttribute))
           from source in TraitsOf(type, trait).Union(TraitsOf(method, trait))
           select new TracedTest(method, source),
    ];

    private static IEnumerable<string> TraitsOf(MemberInfo member, string trait) =>
        member.GetCustomAttributes<TraitAttribute>().Where(each => each.Name == trait).Select(static each => each.Value);
}
