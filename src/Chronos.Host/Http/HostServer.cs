using System.Net;
using Chronos.Core;
using Chronos.Host.Archive;
using Chronos.Host.Audit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Chronos.Host.Http;

/// <summary>The HTTP API of one engine over Kestrel. Knows routes; what they do stands in the endpoints.</summary>
internal sealed class HostServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly DecisionFinder _finder;

    private HostServer(WebApplication app, DecisionFinder finder)
    {
        _app = app;
        _finder = finder;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>Where it listens, as a URL.</summary>
    public string Address { get; }

    /// <summary>Starts listening; port 0 takes any free one. An address in use ends with exit code 3.</summary>
    public static async Task<HostServer> StartAsync(
        ChronosEngine engine, IPEndPoint listen, CancellationToken stop, ArchiveProgress? archive = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // As many as can wait for a decision; a body that is too large is read away by Kestrel, never kept.
            kestrel.Limits.MaxConcurrentConnections = engine.Options.WaitingCallersMax;
            kestrel.Listen(listen);
        });
        var app = builder.Build();
        var finder = new DecisionFinder(engine);
        Routes.Map(app, engine, finder, archive);
        try
        {
            await app.StartAsync(stop).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new CliException(ExitCode.CouldNotRun, $"cannot listen on {listen}: {e.InnerException?.Message ?? e.Message}");
        }

        return new HostServer(app, finder);
    }

    /// <summary>Takes no more requests and lets those under way finish.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _finder.Dispose();
    }

    /// <summary>Signals belong to the process, which stops server and engine in order.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
