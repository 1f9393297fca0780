using System.Text.Json;
using System.Text.Json.Nodes;
using Chronos.Core;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Host.Audit;

namespace Chronos.Host.Http;

/// <summary>Proposals over HTTP: JSON in, the decision out, and what became of one asked about later.</summary>
internal sealed class ProposalEndpoint(ChronosEngine engine, DecisionFinder finder)
{
    /// <summary>A decision takes microseconds; past this the engine has failed and nobody will answer.</summary>
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(10);

    /// <summary><c>POST /api/proposals</c>.</summary>
    public async Task<IResult> PostAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Problems.Plain(StatusCodes.Status415UnsupportedMediaType, "the body must be application/json");
        }

        var body = await RequestBody.ReadAsync(context.Request, ProposalReader.BodyBytesMax, context.RequestAborted)
            .ConfigureAwait(false);
        if (body.IsTooLarge)
        {
            var tooLarge = Refusal.OfBody(ReasonCode.BodyTooLarge, $"is larger than {ProposalReader.BodyBytesMax} bytes");
            return await RefuseAsync(StatusCodes.Status413PayloadTooLarge, tooLarge, body).ConfigureAwait(false);
        }

        var refusal = ProposalReader.Read(
            body.Bytes.Span, engine.Policy, engine.Options.Clock.NowNanos(), out var proposal);
        if (refusal is not null)
        {
            return await RefuseAsync(StatusCodes.Status400BadRequest, refusal, body).ConfigureAwait(false);
        }

        var decision = await engine.ProposeAsync(in proposal).AsTask().WaitAsync(AnswerWait).ConfigureAwait(false);
        return await AnswerAsync(context, decision).ConfigureAwait(false);
    }

    /// <summary>
    /// <c>GET /api/proposals/{id}</c> with an id of the form strategy:proposalId; with <c>explain=true</c> everything behind it
    /// stands under <c>explanation</c>.
    /// </summary>
    public async Task<IResult> GetAsync(string id, string? explain, CancellationToken stop)
    {
        if (explain is not (null or "true" or "false"))
        {
            return Problems.Plain(StatusCodes.Status400BadRequest, "explain: must be true or false");
        }

        var colon = id.LastIndexOf(':');
        var isId = ulong.TryParse(id.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var number) && colon > 0;
        var found = isId && FindStrategy(id[..colon]) is { } strategy
            ? await finder.FindAsync(strategy, new ProposalId(number), stop).ConfigureAwait(false)
            : null;
        if (found is null)
        {
            return Problems.Plain(StatusCodes.Status404NotFound, "no such proposal has been decided; ids have the form strategy:proposalId");
        }

        return explain == "true"
            ? await ExplainAsync(found, id[..colon], new ProposalId(number), stop).ConfigureAwait(false)
            : Results.Json(found, HttpJson.Default.DecisionJson);
    }

    private async Task<IResult> ExplainAsync(DecisionJson found, string strategy, ProposalId id, CancellationToken stop)
    {
        if (await finder.ExplainAsync(strategy, id, stop).ConfigureAwait(false) is not { } explanation)
        {
            return Problems.Plain(StatusCodes.Status409Conflict, "retention has removed the beginning of the journal, without which nothing is explained");
        }

        var answer = JsonSerializer.SerializeToNode(found, HttpJson.Default.DecisionJson)!;
        answer["explanation"] = JsonNode.Parse(JsonLine.Of(w => ExplanationJson.Write(w, explanation)));
        return Results.Text(answer.ToJsonString(), "application/json");
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Decision decision)
    {
        var repeat = RepeatOf(in decision);
        if (repeat.Code == ReasonCode.ProposalIdReused)
        {
            return Problems.Coded(
                StatusCodes.Status409Conflict, repeat.Code, "proposalId: was used before, with other content", "proposalId", decision.Sequence);
        }

        if (repeat.Code == ReasonCode.DuplicateProposal
            && await finder.FindAsync(repeat.Observed, context.RequestAborted).ConfigureAwait(false) is { } original)
        {
            context.Response.Headers["Idempotent-Replay"] = "true";
            return Results.Json(original, HttpJson.Default.DecisionJson);
        }

        // Where another policy has come into force since, the journal knows the one that ruled.
        var view = DecisionView.Of(engine);
        var answer = view.Policy.Version == decision.Record.PolicyVersion
            ? view.Tell(in decision, decision.LatencyNanos)
            : await finder.FindAsync(decision.Sequence, context.RequestAborted).ConfigureAwait(false);
        return answer is null
            ? Problems.Plain(StatusCodes.Status503ServiceUnavailable, "the decision is not on disk yet; ask for the proposal")
            : Results.Json(answer, HttpJson.Default.DecisionJson);
    }

    private static Objection RepeatOf(in Decision decision)
    {
        foreach (ref readonly var objection in decision.Objections)
        {
            if (objection.Gate == GateId.DuplicateProposal)
            {
                return objection;
            }
        }

        return default;
    }

    private async Task<IResult> RefuseAsync(int status, Refusal refusal, RequestBody body)
    {
        var decision = await Submit(refusal, body).AsTask().WaitAsync(AnswerWait).ConfigureAwait(false);
        return Problems.Coded(status, refusal.Code, refusal.Detail, refusal.FieldShown, decision.Sequence);
    }

    private ValueTask<Decision> Submit(Refusal refusal, RequestBody body) => engine.RefuseAsync(new EdgeRefusal
    {
        Code = refusal.Code,
        Field = System.Text.Encoding.ASCII.GetBytes(refusal.Field),
        BodyBytes = body.TotalBytes,
        BodyHash = body.Hash(),
    });

    private StrategyId? FindStrategy(string name)
    {
        for (var i = 0; i < engine.Policy.Strategies.Count; i++)
        {
            if (engine.Policy.Strategies[i].Name == name)
            {
                return new StrategyId(i);
            }
        }

        return null;
    }
}
