using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Host.Archive;
using Chronos.Host.Audit;
using Microsoft.AspNetCore.Diagnostics;

namespace Chronos.Host.Http;

/// <summary>Every route of the API, and what a failure becomes.</summary>
internal static class Routes
{
    /// <summary>Adds all routes for one engine.</summary>
    public static void Map(WebApplication app, ChronosEngine engine, DecisionFinder finder, ArchiveProgress? archive)
    {
        app.UseExceptionHandler(handler => handler.Run(OnExceptionAsync));
        app.UseStatusCodePages(OnStatusAsync);

        var proposals = new ProposalEndpoint(engine, finder);
        app.MapPost("/api/proposals", (RequestDelegate)(c => Execute(c, proposals.PostAsync(c))));
        app.MapGet("/api/proposals/{id}", (RequestDelegate)(c => Execute(
            c, proposals.GetAsync((string)c.Request.RouteValues["id"]!, c.Request.Query["explain"], c.RequestAborted))));

        var pending = new PendingEndpoint(engine);
        app.MapGet("/api/pending", (RequestDelegate)(c => pending.Get().ExecuteAsync(c)));
        app.MapPost("/api/votes", (RequestDelegate)(c => Execute(c, pending.PostVoteAsync(c))));

        var health = new HealthEndpoint(engine, archive);
        app.MapGet("/api/system/health", (RequestDelegate)(c => health.GetSystem().ExecuteAsync(c)));
        app.MapGet("/health/live", (RequestDelegate)(c => HealthEndpoint.GetLive().ExecuteAsync(c)));
        app.MapGet("/health/ready", (RequestDelegate)(c => health.GetReady().ExecuteAsync(c)));

        var control = new ControlEndpoint(engine);
        foreach (var action in Enum.GetValues<CommandAction>())
        {
            app.MapPost(
                $"/api/control/{CommandWord.Of(action)}",
                (RequestDelegate)(c => Execute(c, control.PostAsync(c, action))));
        }
    }

    private static async Task Execute(HttpContext context, Task<IResult> result) =>
        await (await result.ConfigureAwait(false)).ExecuteAsync(context).ConfigureAwait(false);

    private static Task OnExceptionAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = failure switch
        {
            EngineUnavailableException engine => Unavailable(context, engine),
            TimeoutException => Problems.Plain(
                StatusCodes.Status503ServiceUnavailable, "the engine did not answer; whether it decided is not known"),
            BadHttpRequestException bad => Problems.Plain(bad.StatusCode, "the request could not be read"),
            _ => Problems.Plain(StatusCodes.Status500InternalServerError, "the request failed; nothing more is known"),
        };
        return problem.ExecuteAsync(context);
    }

    private static IResult Unavailable(HttpContext context, EngineUnavailableException engine)
    {
        if (engine.Result == SubmitResult.Busy)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return Problems.Plain(StatusCodes.Status503ServiceUnavailable, engine.Message);
    }

    /// <summary>Statuses the framework answers by itself: no such route, no such method.</summary>
    private static Task OnStatusAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var detail = status switch
        {
            StatusCodes.Status404NotFound => "there is no such route",
            StatusCodes.Status405MethodNotAllowed => "the route does not take this method",
            _ => "the request was refused",
        };
        return Problems.Plain(status, detail).ExecuteAsync(context.HttpContext);
    }
}
