namespace Vimage.Runtime.Tests;

/// <summary>Variables by name, in each vnet.</summary>
public sealed class VariableTests
{
    [Fact]
    public void EachVnetHasItsOwnValue()
    {
        Vnet a = TestVnet.Create();
        Vnet b = TestVnet.Create();
        a.SetVariable("vimage.test.ttl", 7);
        Assert.Equal((7, 64), (a.GetVariable<int>("vimage.test.ttl"), b.GetVariable<int>("vimage.test.ttl")));
        Assert.Equal(7, a.Run(static () => Tunables.V_ttl));
        b.SetVariableText("vimage.test.ttl", "8");
        Assert.Equal("8", b.GetVariableText("vimage.test.ttl"));
    }

    [Fact]
    public void AVariableTellsWhatItIs()
    {
        Assert.Equal(["vimage.test.count", "vimage.test.name", "vimage.test.ttl"], Vnet.ListVariables("vimage.test.").Select(static each => each.Name));
        VnetVariable ttl = Vnet.ListVariables("vimage.test.ttl")[0];
        Assert.Equal(("Time to live of packets that vnet0 & others send.", "hops", typeof(int), false, "tunables"), (ttl.Description, ttl.Unit, ttl.ValueType, ttl.IsReadOnly, ttl.ModuleName));
        Assert.True(Vnet.ListVariables("vimage.test.name")[0].IsReadOnly);
        Assert.True(Vnet.ListVariables("vimage.test.count")[0].IsReadOnly);
    }

    [Fact]
    public void WhatIsWrongIsSaid()
    {
        Vnet vnet = TestVnet.Create();
        Assert.Equal("EPERM", Assert.Throws<VnetVariableException>(() => vnet.SetVariable("vimage.test.name", "x")).Errno);
        Assert.Equal("ENOENT", Assert.Throws<VnetVariableException>(() => vnet.GetVariable<int>("vimage.test.none")).Errno);
        VnetVariableException thrown = Assert.Throws<VnetVariableException>(() => vnet.GetVariable<long>("vimage.test.ttl"));
        Assert.Contains("System.Int32", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(vnet.Name, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'many'", Assert.Throws<VnetVariableException>(() => vnet.SetVariableText("vimage.test.ttl", "many")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SettingAsksForThePermission()
    {
        Vnet vnet = TestVnet.Create(new VnetOptions { Permissions = [] });
        Assert.Throws<VnetPermissionException>(() => vnet.Run(() => vnet.SetVariable("vimage.test.ttl", 1)));
        Assert.Equal(64, vnet.Run(() => vnet.GetVariable<int>("vimage.test.ttl")));

        // Whoever is above is not bound by it.
        vnet.SetVariable("vimage.test.ttl", 2);
        vnet.Grant(Vnet.SetVariablesPermission);
        vnet.Run(() => vnet.SetVariable("vimage.test.ttl", 3));
    }
}
