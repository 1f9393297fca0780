using System.Globalization;
using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Http;

/// <summary>Proposals that wait, and the votes on them from outside. A vote carries the MAC of its approver.</summary>
internal sealed class PendingEndpoint(ChronosEngine engine)
{
    private readonly DecisionView _view = DecisionView.Of(engine);

    /// <summary><c>GET /api/pending</c>.</summary>
    public IResult Get() => Results.Json(
        new PendingListJson([.. engine.Parked().Select(Tell)]), HttpJson.Default.PendingListJson);

    /// <summary><c>POST /api/votes</c>: answers what is decided about the proposal with this vote.</summary>
    public async Task<IResult> PostVoteAsync(HttpContext context)
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

        if (VoteReader.Read(body.Bytes.Span, engine.Options.Policy, out var vote) is { } refusal)
        {
            return Problems.Coded(StatusCodes.Status400BadRequest, refusal.Code, refusal.Detail, refusal.FieldShown);
        }

        var decision = await engine.VoteAsync(in vote).ConfigureAwait(false);
        if (decision.Verdict != Verdict.None)
        {
            return Results.Json(_view.Tell(in decision, decision.LatencyNanos), HttpJson.Default.DecisionJson);
        }

        if (decision.Reason == ReasonCode.VoteUnauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "ChronosMac";
        }

        return Refused(in decision);
    }

    private static IResult Refused(in Decision decision)
    {
        var (status, detail, field) = decision.Reason switch
        {
            ReasonCode.VoteUnauthorized => (StatusCodes.Status401Unauthorized, "mac: is not that of a known approver over this vote", "mac"),
            ReasonCode.VoteOwnProposal => (StatusCodes.Status403Forbidden, "approver: nobody votes on their own proposal", "approver"),
            ReasonCode.VoteUnmatched => (StatusCodes.Status404NotFound, "proposalId: no proposal of this id and content waits", "proposalId"),
            ReasonCode.VoteReplayed => (StatusCodes.Status409Conflict, "counter: is not above that of an earlier vote", "counter"),
            _ => (StatusCodes.Status400BadRequest, "approver: the policy in force does not name it", "approver"),
        };
        return Problems.Coded(status, decision.Reason, detail, field, decision.Sequence == 0 ? null : decision.Sequence);
    }

    private PendingJson Tell(ParkedProposal parked)
    {
        var policy = engine.Options.Policy;
        var p = parked.Proposal;
        return new PendingJson(
            policy.Strategies[p.Strategy.Value].Name,
            p.Strategy.Value,
            p.Id.ToString(),
            parked.ContentHash.ToString("x16", CultureInfo.InvariantCulture),
            policy.Instruments[p.Instrument.Value].Symbol,
            p.Side.ToString(),
            p.Type.ToString(),
            p.TimeInForce.ToString(),
            p.Quantity.ToString(),
            p.LimitPrice.Units == 0 ? null : p.LimitPrice.ToString(),
            parked.Sequence,
            IsoTime.Format(parked.SinceNanos),
            IsoTime.Format(parked.UntilNanos),
            parked.Reason.ToString(),
            parked.Gate == GateId.None ? null : parked.Gate.ToString(),
            parked.ApprovedBy,
            parked.ObjectedBy);
    }
}
