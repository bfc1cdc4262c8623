namespace Vimage.Runtime.Tests;

public sealed class TreeTests
{
    [Fact]
    public void TheRootHasNoParentAndAnEmptyName()
    {
        Assert.Null(Vnet.Root.Parent);
        Assert.Equal("", Vnet.Root.Name);
        Assert.Equal("", Vnet.Root.FullName);
        Assert.Equal("vnet0", Vnet.Root.ToString());
    }

    [Fact]
    public void AChildIsFoundByItsNameRelativeToAnyAncestor()
    {
        Vnet a = TestVnet.Create();
        Vnet b = a.CreateChild("b");
        Vnet c = Vnet.Root.CreateChild($"{a.Name}.b.c");
        Assert.Same(c, a["b.c"]);
        Assert.Same(c, b["c"]);
        Assert.Same(c, c["."]);
        Assert.Equal($"{a.Name}.b.c", c.FullName);
        Assert.True(c.IsDescendantOf(a));
        Assert.False(a.IsDescendantOf(a));
        Assert.Equal([b], a.Children);
        Assert.Contains(c, Vnet.All);
    }

    [Fact]
    public void NothingAboveOrBesideAVnetCanBeNamedFromIt()
    {
        Vnet a = TestVnet.Create();
        Vnet sibling = TestVnet.Create();
        Assert.False(a.TryFind(sibling.Name, out _));
        Assert.False(a.TryFind("..", out _));
        VnetNotFoundException thrown = Assert.Throws<VnetNotFoundException>(() => a["nobody"]);
        Assert.Equal("ESRCH", thrown.Errno);
        Assert.Contains($"{a.FullName}.nobody", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATakenNameIsRefusedWithTheVnetsName()
    {
        Vnet a = TestVnet.Create();
        VnetExistsException thrown = Assert.Throws<VnetExistsException>(() => Vnet.Root.CreateChild(a.Name));
        Assert.Equal("EADDRINUSE", thrown.Errno);
        Assert.Equal(a.Name, thrown.VnetName);
        Assert.Contains(a.Name, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingParentInAPathIsRefused() =>
        Assert.Equal("nobody9", Assert.Throws<VnetNotFoundException>(() => Vnet.Root.CreateChild("nobody9.b")).VnetName);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("a.")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    public void AMalformedNameIsRefusedWithTheNameAndTheReason(string name)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Vnet.Root.CreateChild(name));
        Assert.Contains($"'{name}'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("EINVAL", thrown.Message, StringComparison.Ordinal);
    }

    [Trait("FreeBSD", "usr.sbin/jail/tests/jail_basic_test.sh nested")]
    [Fact]
    public void ACreatedVnetMayCreateNone_UnlessItsOptionsSaySo()
    {
        Vnet plain = TestVnet.Create();
        VnetPermissionException thrown = Assert.Throws<VnetPermissionException>(() => plain.Run(() => plain.CreateChild("x")));
        Assert.Equal("EPERM", thrown.Errno);

        Vnet allowed = TestVnet.Create(new VnetOptions { ChildrenMax = 1 });
        Vnet x = allowed.Run(() => allowed.CreateChild("x"));
        Assert.Throws<VnetPermissionException>(() => allowed.Run(() => allowed.CreateChild("y")));
        Assert.Throws<VnetPermissionException>(() => x.Run(() => x.CreateChild("z")));

        // Whoever is above is not restricted by what those below may do themselves.
        Assert.NotNull(plain.CreateChild("x"));
    }

    [Fact]
    public async Task ADestroyedVnetFreesItsNameAndItsPlaceInTheLimit()
    {
        Vnet parent = TestVnet.Create(new VnetOptions { ChildrenMax = 1 });
        for (int i = 0; i < 3; i++)
        {
            Vnet child = parent.Run(() => parent.CreateChild("x"));
            Assert.True((await child.DestroyAsync()).IsClean);
        }

        Assert.Empty(parent.Children);
    }
}
