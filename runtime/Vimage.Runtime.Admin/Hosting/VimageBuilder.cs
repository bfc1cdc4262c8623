using Microsoft.Extensions.DependencyInjection;

namespace Vimage.Admin;

/// <summary>What a host is told about its vnets: begun by <see cref="VimageHostingExtensions.AddVimage"/>.</summary>
public sealed class VimageBuilder
{
    internal VimageBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the host's services.</summary>
    public IServiceCollection Services { get; }
}
