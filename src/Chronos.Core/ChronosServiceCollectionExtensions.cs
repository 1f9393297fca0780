using Chronos.Core.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chronos.Core;

/// <summary>Adds the engine to a service collection.</summary>
public static class ChronosServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="ChronosEngine"/> as a singleton that the host starts, Halted, before it serves and stops in good
    /// order. A journal that cannot be trusted or an option that is wrong fails the start.
    /// </summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configure">Makes the options, once.</param>
    public static IServiceCollection AddChronos(
        this IServiceCollection services, Func<IServiceProvider, ChronosOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddSingleton(provider => new ChronosEngine(configure(provider)));
        services.AddSingleton<IHostedService, EngineService>();
        return services;
    }
}
