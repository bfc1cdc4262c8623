using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Vimage.Analyzers.Tests.Harness;

namespace Vimage.Analyzers.Tests;

public sealed class PerTypeTests
{
    [Fact]
    public void AType_IsLookedAtOnceInAllItsForms()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Test", [AllRules.Parse("class G<T> { G<int>? a; G<string>? b; }", "/Test.cs")], TestProject.References);
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("G`1")!;
        int looks = 0;
        PerType<int> members = new(declared =>
        {
            looks++;
            return declared.GetMembers().Length;
        });
        int[] found = [.. type.GetMembers().OfType<IFieldSymbol>().Select(field => members.Of((INamedTypeSymbol)field.Type)).Append(members.Of(type))];
        Assert.Equal([3, 3, 3], found);
        Assert.Equal(1, looks);
    }
}
