using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Vimage.Admin;

/// <summary>Vnets and their end point in a host.</summary>
public static class VimageHostingExtensions
{
    /// <summary>The category of what is logged.</summary>
    public const string LogCategory = "Vimage";

    /// <summary>Tells the host that it has vnets: from its start on, each teardown that was not clean is a warning in its log.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>What more there is to say.</returns>
    public static VimageBuilder AddVimage(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TeardownLogger>());
        return new VimageBuilder(services);
    }

    /// <summary>Lets the vnets be seen and steered from outside, by the owner of the process, while the host runs.</summary>
    /// <param name="vimage">What the host is told.</param>
    /// <param name="options">How; what is refused goes to the host's log unless they say where to.</param>
    /// <returns>The same.</returns>
    /// <seealso cref="VimageAdmin.Start"/>
    public static VimageBuilder AddAdmin(this VimageBuilder vimage, VimageAdminOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vimage);
        vimage.Services.AddSingleton<IHostedService>(provider =>
            new AdminService(options ?? new VimageAdminOptions(), provider.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory)));
        return vimage;
    }
}
