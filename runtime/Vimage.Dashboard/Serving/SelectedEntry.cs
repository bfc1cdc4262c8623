using Vimage.Admin.Protocol;

namespace Vimage.Dashboard.Serving;

/// <summary>A vnet in detail.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Interfaces">Its interfaces.</param>
/// <param name="Limits">What it has and may have.</param>
internal sealed record SelectedEntry(string Path, IReadOnlyList<InterfaceEntry> Interfaces, IReadOnlyList<LimitEntry> Limits);
