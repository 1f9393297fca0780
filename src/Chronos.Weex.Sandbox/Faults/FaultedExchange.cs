using System.Text;
using Chronos.Weex.Sandbox.Rest;
using Microsoft.AspNetCore.Http;

namespace Chronos.Weex.Sandbox.Faults;

/// <summary>Applies the armed faults to one request, before it is done and to its answer.</summary>
internal sealed class FaultedExchange(FaultBook faults, CancellationToken stop)
{
    // A connection that never answers is let go some time, so that nothing is held for ever.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SendTime = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>The web server is not available.</body></html>");

    /// <summary>True when the request has been dealt with and must not be done; the answer is then sent when there is one.</summary>
    public async Task<(bool IsOver, RestAnswer? Answer)> BeforeAsync(HttpContext context, string method, string path, string? symbol)
    {
        if (Take(FaultKind.HalfOpen) is not null)
        {
            await SilenceAsync(context).ConfigureAwait(false);
            return (true, null);
        }

        if (Take(FaultKind.ResetBefore) is not null)
        {
            Wire.Reset(context);
            return (true, null);
        }

        if (Take(FaultKind.CloseBefore) is not null)
        {
            Wire.Close(context);
            return (true, null);
        }

        if (Take(FaultKind.Delay) is { } delay)
        {
            await WaitAsync(context, TimeSpan.FromMilliseconds(delay.Millis)).ConfigureAwait(false);
        }

        if (Take(FaultKind.TooManyRequests) is not null)
        {
            return (true, RestAnswer.Error(StatusCodes.Status429TooManyRequests, 429, "Too many requests"));
        }

        if (Take(FaultKind.ServerError) is { } error)
        {
            return (true, RestAnswer.Error(error.Status == 0 ? 500 : error.Status, -1000, "UNKNOWN_ERROR"));
        }

        if (Take(FaultKind.HtmlPage) is { } page)
        {
            return (true, new RestAnswer(page.Status == 0 ? 200 : page.Status, Page, "text/html"));
        }

        if (Take(FaultKind.Redirect) is { } redirect)
        {
            context.Response.Headers.Location = redirect.Location;
            return (true, new RestAnswer(StatusCodes.Status307TemporaryRedirect, []));
        }

        return Take(FaultKind.NotFound) is not null
            ? (true, new RestAnswer(StatusCodes.Status404NotFound, Page, "text/html"))
            : (false, null);

        Fault? Take(FaultKind kind) => faults.Take(kind, method, path, symbol);
    }

    /// <summary>Sends the answer of a request that has been done, or what becomes of it.</summary>
    public async Task AnswerAsync(HttpContext context, RestAnswer answer, string method, string path, string? symbol)
    {
        if (Take(FaultKind.DelayAnswer) is { } delay)
        {
            await WaitAsync(context, TimeSpan.FromMilliseconds(delay.Millis)).ConfigureAwait(false);
        }

        if (Take(FaultKind.DropAnswer) is not null)
        {
            await SilenceAsync(context).ConfigureAwait(false);
        }
        else if (Take(FaultKind.ResetAfter) is not null)
        {
            Wire.Reset(context);
        }
        else if (Take(FaultKind.CloseAfter) is not null)
        {
            Wire.Close(context);
        }
        else if (Take(FaultKind.ResetMidBody) is not null)
        {
            await HalfAsync(context, answer).ConfigureAwait(false);
            Wire.Reset(context);
        }
        else if (Take(FaultKind.CloseMidBody) is not null)
        {
            await HalfAsync(context, answer).ConfigureAwait(false);
            Wire.Close(context);
        }
        else if (Take(FaultKind.SlowBody) is { } slow)
        {
            await SlowAsync(context, answer, slow.BytesPerSecond).ConfigureAwait(false);
        }
        else
        {
            await SendAsync(context, answer).ConfigureAwait(false);
        }

        Fault? Take(FaultKind kind) => faults.Take(kind, method, path, symbol);
    }

    /// <summary>Sends an answer as it is.</summary>
    public static async Task SendAsync(HttpContext context, RestAnswer answer)
    {
        Head(context, answer);
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Holds the connection open and silent until the peer or the sandbox ends it.</summary>
    public async Task SilenceAsync(HttpContext context)
    {
        await WaitAsync(context, SilenceMax).ConfigureAwait(false);
        context.Abort();
    }

    private async Task HalfAsync(HttpContext context, RestAnswer answer)
    {
        Head(context, answer);
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        // Flushed is not yet sent: the server's own task brings it to the socket.
        await WaitAsync(context, SendTime).ConfigureAwait(false);
    }

    private async Task SlowAsync(HttpContext context, RestAnswer answer, int bytesPerSecond)
    {
        const int PartsPerSecond = 10;
        Head(context, answer);
        var part = Math.Max(1, bytesPerSecond / PartsPerSecond);
        for (var at = 0; at < answer.Body.Length && !context.RequestAborted.IsCancellationRequested; at += part)
        {
            var length = Math.Min(part, answer.Body.Length - at);
            await context.Response.Body.WriteAsync(answer.Body.AsMemory(at, length), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await WaitAsync(context, TimeSpan.FromSeconds((double)length / bytesPerSecond)).ConfigureAwait(false);
        }
    }

    private static void Head(HttpContext context, RestAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
    }

    private async Task WaitAsync(HttpContext context, TimeSpan time)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stop);
        await Task.Delay(time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
