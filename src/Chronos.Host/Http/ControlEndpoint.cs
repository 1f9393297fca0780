using System.Globalization;
using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Model;

namespace Chronos.Host.Http;

/// <summary><c>POST /api/control/{action}</c>: an operator's command, with the operator's MAC whatever it asks for.</summary>
internal sealed class ControlEndpoint(ChronosEngine engine)
{
    /// <summary>
    /// A command older than this, or from further in the future, is refused: the engine remembers a bounded number of
    /// idempotency keys, and a command recorded long ago must not arm it again.
    /// </summary>
    private const long AgeNanosMax = 60_000_000_000;

    private static readonly string[] Names = ["scope", "reason", "operator", "idempotencyKey", "createdAtNanos", "mac"];

    /// <summary>Takes a command of one action.</summary>
    public async Task<IResult> PostAsync(HttpContext context, CommandAction action)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Problems.Plain(StatusCodes.Status415UnsupportedMediaType, "the body must be application/json");
        }

        var body = await RequestBody.ReadAsync(context.Request, ProposalReader.BodyBytesMax, context.RequestAborted)
            .ConfigureAwait(false);
        if (body.IsTooLarge)
        {
            return Problems.Coded(StatusCodes.Status413PayloadTooLarge, ReasonCode.BodyTooLarge, "body: is too large", "body");
        }

        if (Read(body.Bytes.Span, action, out var command) is { } refusal)
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

        return Answer(action, in command, await engine.CommandAsync(command).ConfigureAwait(false));
    }

    private IResult Answer(CommandAction action, in OperatorCommand command, ReasonCode outcome)
    {
        var scope = ScopeName.Format(command.Scope, command.ScopeName);
        return outcome switch
        {
            ReasonCode.None => Results.Json(
                new ControlJson(action.ToString(), scope, "Done", engine.TradingState.ToString()), HttpJson.Default.ControlJson),
            ReasonCode.CommandDuplicate => Problems.Coded(
                StatusCodes.Status409Conflict, outcome, "idempotencyKey: this command was carried out before", "idempotencyKey"),
            ReasonCode.CommandRefused => Problems.Coded(
                StatusCodes.Status409Conflict, outcome, $"scope: the state of {scope} does not allow {action}", "scope"),
            ReasonCode.CommandUnauthorized => Problems.Coded(
                StatusCodes.Status401Unauthorized, outcome, "mac: is not that of a known operator"),
            _ => Problems.Coded(StatusCodes.Status400BadRequest, outcome, $"scope: there is no {scope}", "scope"),
        };
    }

    private static Refusal? Read(ReadOnlySpan<byte> body, CommandAction action, out OperatorCommand command)
    {
        command = default;
        if (JsonFields.Read(body, Names, out var refusal) is not { } fields)
        {
            return refusal;
        }

        var texts = new string[Names.Length];
        for (var i = 0; i < Names.Length; i++)
        {
            if (fields.Text(Names[i], out refusal) is not { } text)
            {
                return refusal;
            }

            texts[i] = text;
        }

        return Read(action, texts, out command);
    }

    private static Refusal? Read(CommandAction action, string[] texts, out OperatorCommand command)
    {
        command = default;
        if (!ScopeName.TryParse(texts[0], out var scope, out var scopeName))
        {
            return Refusal.Of(ReasonCode.ValueUnknown, "scope", "must be global, venue:NAME, strategy:NAME or instrument:SYMBOL");
        }

        if (!ulong.TryParse(texts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var key) || key == 0)
        {
            return Refusal.Of(ReasonCode.NumberMalformed, "idempotencyKey", $"must be digits, 1 to {ulong.MaxValue}");
        }

        if (!long.TryParse(texts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt))
        {
            return Refusal.Of(ReasonCode.NumberMalformed, "createdAtNanos", "must be digits, nanoseconds since the Unix epoch");
        }

        var mac = new byte[CommandMac.Length];
        if (texts[5].Length != 2 * CommandMac.Length
            || Convert.FromHexString(texts[5], mac, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return Refusal.Of(ReasonCode.ValueUnknown, "mac", $"must be {2 * CommandMac.Length} hex digits");
        }

        try
        {
            command = OperatorCommand.Create(action, texts[2], texts[1], key, scope, scopeName);
        }
        catch (ArgumentException e)
        {
            var field = e.ParamName switch { "operatorName" => "operator", "scopeName" => "scope", _ => "reason" };
            return Refusal.Of(ReasonCode.ValueUnknown, field, "is empty, too long, or not printable ASCII");
        }

        command.CreatedAtNanos = createdAt;
        mac.CopyTo(command.Mac);
        return null;
    }
}
