namespace Vimage.Net.Tests;

public sealed class InterfaceNameTests
{
    [Fact]
    public void NewInterface_GetsTheLowestNumberThatIsFree()
    {
        using TestStack stack = new();
        Bridge[] bridges = [Bridge.Create(), Bridge.Create(), Bridge.Create()];
        bridges[1].Destroy();
        bridges[0].Rename("lan");
        Assert.Equal(["bridge0", "bridge1", "bridge3"], Enumerable.Range(0, 3).Select(static _ => Bridge.Create().Name));
        Assert.Same(bridges[0], Ifnet.Get("lan"));
    }

    [Fact]
    public void NumberOfAPair_IsFreeWhenBothNamesAre()
    {
        using TestStack stack = new();
        Vnet other = Hosts.Add("other");
        (Epair a, Epair b) = Epair.Create();
        a.MoveTo(other);
        Assert.Equal("epair1a", Epair.Create().A.Name);
        b.MoveTo(other);
        Assert.Equal("epair0a", Epair.Create().A.Name);
    }

    [Fact]
    public void NamesWithoutANumber_OrWithOneThatIsTaken_StandInNobodysWay()
    {
        using TestStack stack = new();
        (Epair a, Epair b) = Epair.Create();
        a.Rename("bridge");
        b.Rename("bridge1");
        Assert.Equal(["bridge0", "bridge2"], Enumerable.Range(0, 2).Select(static _ => Bridge.Create().Name));
        a.Destroy();
        Assert.Equal(["bridge1", "bridge3"], Enumerable.Range(0, 2).Select(static _ => Bridge.Create().Name));
        Assert.Equal("epair0a", Epair.Create().A.Name);
    }
}
