using System.Text.Json;
using Chronos.Weex.Sandbox.Faults;
using Chronos.Weex.Sandbox.Feed;
using Chronos.Weex.Sandbox.Rest;
using Chronos.Weex.Sandbox.Sockets;
using Microsoft.AspNetCore.Http;

namespace Chronos.Weex.Sandbox.Control;

/// <summary>The sandbox's own API under /sandbox: not part of the venue, without signature.</summary>
internal sealed class ControlEndpoint(
    Venue venue, FaultBook faults, RequestLog log, SocketHub hub, QuotePlayer player, Timekeeper timekeeper, FailureLog failures)
{
    private const long StepMillisMax = 7L * 86_400_000;
    private const int BodyMax = 1 << 20;

    /// <summary>Answers a control request.</summary>
    public async Task HandleAsync(HttpContext context, string path, string query)
    {
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy, context.RequestAborted).ConfigureAwait(false);
        RestAnswer answer;
        try
        {
            answer = copy.Length > BodyMax
                ? throw WireException.Invalid("body")
                : Do(context.Request.Method, path, Parameters.Read(query, copy.ToArray()), copy.ToArray());
        }
        catch (WireException wrong)
        {
            answer = RestAnswer.Object(w => w.WriteString("error", wrong.Message), StatusCodes.Status400BadRequest);
        }

        await FaultedExchange.SendAsync(context, answer).ConfigureAwait(false);
    }

    private RestAnswer Do(string method, string path, Parameters p, byte[] body) => (method, path) switch
    {
        ("GET", "/sandbox/state") => Locked(() => RestAnswer.Object(w => StateJson.Write(w, venue, player.Played, failures.All()))),
        ("GET", "/sandbox/requests") => Requests(p),
        ("DELETE", "/sandbox/requests") => Cleared(),
        ("GET", "/sandbox/faults") => FaultList(),
        ("POST", "/sandbox/faults") => Arm(body),
        ("DELETE", "/sandbox/faults") => Count(faults.Disarm(p.Whole("id"))),
        ("GET", "/sandbox/clock") => Locked(Clock),
        ("POST", "/sandbox/clock") => Locked(() => SetClock(p)),
        ("POST", "/sandbox/quote") => Locked(() => Quote(p)),
        ("POST", "/sandbox/step") => Locked(() => Step(p)),
        ("POST", "/sandbox/funding") => Locked(() => Funding(p)),
        ("POST", "/sandbox/sockets/disconnect") => Locked(() => Disconnect(p)),
        _ => RestAnswer.Object(w => w.WriteString("error", $"there is no {method} {path}"), StatusCodes.Status404NotFound),
    };

    private RestAnswer Locked(Func<RestAnswer> act)
    {
        lock (venue.Gate)
        {
            return act();
        }
    }

    private RestAnswer Requests(Parameters p)
    {
        var (method, path, contains) = (p.Text("method"), p.Text("path"), p.Text("contains"));
        var found = log.Find(e =>
            (method is null || e.Method == method)
            && (path is null || e.Path == path)
            && (contains is null || e.Body.Contains(contains, StringComparison.Ordinal) || e.Query.Contains(contains, StringComparison.Ordinal)));
        return RestAnswer.Object(w =>
        {
            w.WriteNumber("received", log.Count);
            w.WriteNumber("count", found.Count);
            w.Array("requests", found, (r, e) =>
            {
                r.WriteNumber("number", e.Number);
                r.WriteNumber("time", e.Time);
                r.WriteString("method", e.Method);
                r.WriteString("path", e.Path);
                r.WriteString("query", e.Query);
                r.WriteString("body", e.Body);
                r.WriteNumber("status", e.Status);
            });
        });
    }

    private RestAnswer Cleared()
    {
        log.Clear();
        return Count(0);
    }

    private RestAnswer FaultList() => RestAnswer.Object(w => w.Array("faults", faults.All(), (f, item) =>
    {
        var fault = item.Fault;
        f.WriteNumber("id", fault.Id);
        f.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(fault.Kind.ToString()));
        f.WriteBoolean("armed", item.IsArmed);
        f.WriteNumber("fired", fault.Fired);
        f.WriteString("path", fault.Path);
        f.WriteString("method", fault.Method);
        f.WriteString("symbol", fault.Symbol);
        f.WriteString("channel", fault.Channel);
        if (fault.Times is { } times)
        {
            f.WriteNumber("times", times);
        }

        if (fault.ForSeconds is { } seconds)
        {
            f.WriteNumber("forSeconds", seconds);
        }
    }));

    private RestAnswer Arm(byte[] body)
    {
        Fault fault;
        try
        {
            fault = JsonSerializer.Deserialize(body, SandboxJsonContext.Default.Fault) ?? throw WireException.Invalid("fault");
        }
        catch (JsonException e)
        {
            throw WireException.Validate(e.Message);
        }

        if (fault.Times <= 0 || fault.ForSeconds <= 0 || fault.Millis is < 0 or > 600_000 || fault.Seconds is < 0 or > 86_400
            || fault.BytesPerSecond <= 0 || fault.Status is not (0 or (>= 200 and <= 599)) || fault.As is not ("http" or "success")
            || fault.Fills is { } fills && fills.Any(f => f <= 0))
        {
            throw WireException.Validate("a value of the fault is out of range");
        }

        if (fault.Kind == FaultKind.PartialFill && fault.Fills is null)
        {
            throw WireException.Empty("fills");
        }

        return faults.Arm(fault)
            ? RestAnswer.Object(w => w.WriteNumber("id", fault.Id))
            : throw WireException.Validate("there are too many faults");
    }

    private RestAnswer Clock() => RestAnswer.Object(w =>
    {
        w.WriteNumber("now", venue.Clock.Now);
        w.WriteNumber("serverTime", venue.Clock.ServerTime);
        w.WriteNumber("offsetMillis", venue.Clock.OffsetMillis);
        w.WriteBoolean("virtual", venue.Clock.IsVirtual);
    });

    private RestAnswer SetClock(Parameters p)
    {
        var text = p.Required("offsetMillis");
        if (!WireText.TryAmount(text, out var offset, signed: true) || offset != decimal.Truncate(offset))
        {
            throw WireException.Invalid("offsetMillis");
        }

        venue.Clock.OffsetMillis = (long)offset;
        return Clock();
    }

    private RestAnswer Quote(Parameters p)
    {
        var (bid, ask) = (Positive(p, "bid"), Positive(p, "ask"));
        if (ask < bid)
        {
            throw WireException.Validate("'ask' is below 'bid'");
        }

        if (venue.Clock.IsVirtual && p.Whole("time") is { } time && time > venue.Clock.Now)
        {
            timekeeper.Step(Math.Min(time - venue.Clock.Now, StepMillisMax));
        }

        var bidLevel = new PriceLevel(bid, p.RequiredAmount("bidSize"));
        var askLevel = new PriceLevel(ask, p.RequiredAmount("askSize"));
        if (!venue.Quote(p.Required("symbol"), bidLevel, askLevel))
        {
            throw WireException.Invalid("symbol");
        }

        if (venue.Clock.IsVirtual)
        {
            hub.Pulse();
        }

        return Clock();
    }

    private RestAnswer Step(Parameters p)
    {
        if (!venue.Clock.IsVirtual)
        {
            throw WireException.Validate("the clock is not virtual");
        }

        var millis = p.Whole("millis") ?? throw WireException.Empty("millis");
        timekeeper.Step(millis is > 0 and <= StepMillisMax ? millis : throw WireException.Invalid("millis"));
        return Clock();
    }

    private RestAnswer Funding(Parameters p)
    {
        var market = venue.FindMarket(Product.Contract, p.Required("symbol")) ?? throw WireException.Invalid("symbol");
        market.FundingRate = WireText.TryAmount(p.Required("rate"), out var rate, signed: true) && Math.Abs(rate) <= 1
            ? rate
            : throw WireException.Invalid("rate");
        return RestAnswer.Object(w => w.Amount("rate", rate));
    }

    private RestAnswer Disconnect(Parameters p)
    {
        var isPrivate = p.Flag("private");
        return Count(hub.Disconnect(s => isPrivate is null || (s.Account is not null) == isPrivate));
    }

    private static RestAnswer Count(int count) => RestAnswer.Object(w => w.WriteNumber("count", count));

    private static decimal Positive(Parameters p, string name) =>
        p.RequiredAmount(name) is > 0 and var amount ? amount : throw WireException.Invalid(name);
}
