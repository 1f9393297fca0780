using Chronos.Weex.Sandbox.Control;
using Chronos.Weex.Sandbox.Faults;
using Chronos.Weex.Sandbox.Feed;
using Chronos.Weex.Sandbox.Rest;
using Chronos.Weex.Sandbox.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chronos.Weex.Sandbox;

/// <summary>A local exchange that speaks WEEX's wire, for tests, training and demonstrations.</summary>
public sealed class WeexSandbox : IAsyncDisposable
{
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop;
    private readonly Task _pulse;

    private WeexSandbox(WebApplication app, CancellationTokenSource stop, Task pulse, Venue venue, FaultBook faults, FailureLog failures)
    {
        _app = app;
        _stop = stop;
        _pulse = pulse;
        Venue = venue;
        Faults = faults;
        Failures = failures;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40001</c>.</summary>
    public Uri Address { get; }

    /// <summary>Ends when the sandbox is disposed of; fails when the exchange's clock fails, after which time stands still.</summary>
    public Task Completion => _pulse;

    internal Venue Venue { get; }

    internal FaultBook Faults { get; }

    internal FailureLog Failures { get; }

    /// <summary>
    /// Starts a sandbox; markets have the first of their quotes when it returns. Throws <see cref="ArgumentException"/> for
    /// options that cannot be, <see cref="IOException"/> for an address in use.
    /// </summary>
    public static async Task<WeexSandbox> StartAsync(WeexSandboxOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var faults = new FaultBook();
        var failures = new FailureLog();
        var hub = new SocketHub(options, faults);
        var venue = new Venue(options, hub);
        hub.Venue = venue;
        venue.TakeSlices = instrument =>
            faults.Take(FaultKind.PartialFill, "POST", "", instrument.Symbol)?.Fills is { } fills ? new Queue<decimal>(fills) : null;
        var player = new QuotePlayer(venue, options);
        var timekeeper = new Timekeeper(venue, player, hub);
        var stop = new CancellationTokenSource();
        var app = Build(options, venue, hub, faults, player, timekeeper, failures, stop.Token);
        lock (venue.Gate)
        {
            timekeeper.Pulse();
        }

        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            stop.Dispose();
            throw;
        }

        return new WeexSandbox(app, stop, PulseAsync(venue, timekeeper, stop.Token), venue, faults, failures);
    }

    /// <summary>Ends all connections and stops listening, within a few seconds whatever clients do.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        using (var limit = new CancellationTokenSource(StopTimeout))
        {
            await _app.StopAsync(limit.Token).ConfigureAwait(false);
        }

        await _app.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        await _pulse.ConfigureAwait(false);
    }

    private static WebApplication Build(
        WeexSandboxOptions options, Venue venue, SocketHub hub, FaultBook faults, QuotePlayer player, Timekeeper timekeeper,
        FailureLog failures, CancellationToken stop)
    {
        var log = new RequestLog(options.RequestLogMax);
        var faulted = new FaultedExchange(faults, stop);
        var authenticator = new Authenticator(venue, options.TimestampToleranceMillis);
        var connections = new ConnectionGate(options.Limits, venue.Clock);
        var dispatcher = new Dispatcher(
            new RestEndpoint(venue, options, authenticator, faults, log, faulted),
            new SocketEndpoint(venue, hub, authenticator, faults, log, faulted, stop),
            new ControlEndpoint(venue, faults, log, hub, player, timekeeper, failures),
            failures);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A slow body is a fault that is asked for.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(options.Listen, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => CountAsync(connections, next, connection));
            });
        });
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(dispatcher.HandleAsync);
        return app;
    }

    private static async Task CountAsync(ConnectionGate gate, ConnectionDelegate next, ConnectionContext connection)
    {
        if (!gate.Open())
        {
            connection.Items[Dispatcher.OneTooMany] = true;
        }

        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            gate.Close();
        }
    }

    private static async Task PulseAsync(Venue venue, Timekeeper timekeeper, CancellationToken stop)
    {
        if (venue.Clock.IsVirtual)
        {
            // Moved by requests alone.
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var timer = new PeriodicTimer(PulsePeriod);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                lock (venue.Gate)
                {
                    timekeeper.Pulse();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox is being stopped.
        }
    }

    /// <summary>Signals belong to the process that runs the sandbox.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
