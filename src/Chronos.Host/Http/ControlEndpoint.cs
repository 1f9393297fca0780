using System.Globalization;
using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Http;

/// <summary><c>POST /api/control/{action}</c>: an operator's command, with the operator's MAC whatever it asks for.</summary>
internal sealed class ControlEndpoint(ChronosEngine engine)
{
    /// <summary>
    /// A command older than this, or from further in the future, is refused: the engine remembers a bounded number of
    /// idempotency keys, and a command recorded long ago must not arm it again.
    /// </summary>
    private const long AgeNanosMax = 60_000_000_000;

    /// <summary>Takes a command of one action.</summary>
    public async Task<IResult> PostAsync(HttpContext context, CommandAction action)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Problems.Plain(StatusCodes.Status415UnsupportedMediaType, "the body must be application/json");
        }

        var body = await RequestBody.ReadAsync(context.Request, ControlReader.BodyBytesMax(action), context.RequestAborted)
            .ConfigureAwait(false);
        if (body.IsTooLarge)
        {
            return Problems.Coded(StatusCodes.Status413PayloadTooLarge, ReasonCode.BodyTooLarge, "body: is too large", "body");
        }

        if (ControlReader.Read(body.Bytes.Span, action, out var command, out var policy) is { } refusal)
        {
            return Problems.Coded(StatusCodes.Status400BadRequest, refusal.Code, refusal.Detail, refusal.FieldShown);
        }

        if (!engine.IsAuthentic(in command))
        {
            context.Response.Headers.WWWAuthenticate = "ChronosMac";
            return Problems.Coded(
                StatusCodes.Status401Unauthorized, ReasonCode.CommandUnauthorized, "mac: is not that of a known operator over this command");
        }

        var age = engine.NowNanos - command.CreatedAtNanos;
        if (age is > AgeNanosMax or < -AgeNanosMax)
        {
            return Problems.Coded(
                StatusCodes.Status400BadRequest,
                ReasonCode.CommandInvalid,
                $"createdAtNanos: is more than {AgeNanosMax / 1_000_000_000} s from the engine's time",
                "createdAtNanos");
        }

        var (outcome, flattened) = await SendAsync(command, policy).ConfigureAwait(false);
        return outcome is ReasonCode.None or ReasonCode.CommandAwaitsSecond
            ? Taken(in command, outcome, flattened)
            : Refused(in command, outcome, policy);
    }

    private async Task<(ReasonCode Outcome, FlattenReport? Flattened)> SendAsync(OperatorCommand command, Policy? policy)
    {
        if (policy is not null)
        {
            return (await engine.LoadPolicyAsync(command, policy).ConfigureAwait(false), null);
        }

        if (command.Action == CommandAction.Flatten)
        {
            var flattened = await engine.FlattenAsync(command).ConfigureAwait(false);
            return (flattened.Outcome, flattened);
        }

        return (await engine.CommandAsync(command).ConfigureAwait(false), null);
    }

    /// <summary>200 when it was carried out; 202 when it waits, with what the second operator has to name.</summary>
    private IResult Taken(in OperatorCommand command, ReasonCode outcome, FlattenReport? flattened)
    {
        var waits = outcome == ReasonCode.CommandAwaitsSecond;
        return Results.Json(
            new ControlJson
            {
                Action = CommandWord.Of(command.Action),
                Scope = ScopeName.Format(command.Scope, command.ScopeName),
                Outcome = waits ? "AwaitsSecond" : "Done",
                TradingState = engine.TradingState.ToString(),
                Confirms = waits ? command.IdempotencyKey.ToString(CultureInfo.InvariantCulture) : null,
                Flatten = flattened is null
                    ? null
                    : new FlattenJson(flattened.Proposals, flattened.Passed, flattened.WithoutMandate),
            },
            HttpJson.Default.ControlJson,
            statusCode: waits ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private IResult Refused(in OperatorCommand command, ReasonCode outcome, Policy? policy)
    {
        var scope = ScopeName.Format(command.Scope, command.ScopeName);
        var (status, field, what) = outcome switch
        {
            ReasonCode.CommandDuplicate => (StatusCodes.Status409Conflict, "idempotencyKey", "this command came before"),
            ReasonCode.CommandRefused => (StatusCodes.Status409Conflict, "scope", $"the state of {scope} does not allow {CommandWord.Of(command.Action)}"),
            ReasonCode.CommandUnconfirmed => (StatusCodes.Status409Conflict, "confirms", "no command for the same waits under this key"),
            ReasonCode.CommandSameOperator => (StatusCodes.Status409Conflict, "operator", "the second operator must be another one"),
            ReasonCode.CommandApprovalsFull => (StatusCodes.Status409Conflict, "confirms", "as many commands wait for a second operator as may"),
            ReasonCode.PolicyRefused => (StatusCodes.Status409Conflict, "policy", engine.ObjectionTo(policy!) ?? "does not follow the policy in force"),
            ReasonCode.CommandOperatorUnknown => (StatusCodes.Status403Forbidden, "operator", "the policy takes no commands from them"),
            ReasonCode.CommandUnauthorized => (StatusCodes.Status401Unauthorized, "mac", "is not that of a known operator"),
            _ => (StatusCodes.Status400BadRequest, "scope", $"there is no {scope}, or {CommandWord.Of(command.Action)} is not for it"),
        };
        return Problems.Coded(status, outcome, $"{field}: {what}", field);
    }
}
