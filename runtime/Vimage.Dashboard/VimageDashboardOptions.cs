namespace Vimage.Dashboard;

/// <summary>What a dashboard shows.</summary>
public sealed class VimageDashboardOptions
{
    /// <summary>Gets the vnet whose sub-tree is shown; nothing above or beside it is.</summary>
    public Vnet Vnet { get; init; } = Vnet.Root;
}
