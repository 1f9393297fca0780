using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Decode;

/// <summary>
/// Stage 1. Gives the event its place and time, and turns bytes into typed, range-checked fields or a reason. Events of
/// other kinds are judged here, before they are journaled. A vote that finds its parked proposal, or the end of its time,
/// becomes that proposal again: its bytes are decoded anew, and every later stage runs as if it had just come.
/// </summary>
internal sealed class DecodeHandler(EngineState state, EventJudge judge)
{
    public void OnEvent(ref EngineEvent e)
    {
        if ((e.Flags & EventFlags.Probe) != 0)
        {
            // A probe moves nothing, not even time: what it saw is not in the journal.
            e.Sequence = 0;
            e.TimeNanos = Math.Max(state.NowNanos, e.IngressNanos);
        }
        else
        {
            e.Sequence = state.NextSequence();
            e.TimeNanos = state.Advance(e.IngressNanos);
        }

        e.ObjectionCount = 0;
        e.Outcome = ReasonCode.None;
        e.FrameType = FrameType.None;
        e.Parking = default;
        e.Decision = default;
        e.Decision.BindingGate = GateId.None;
        if (e.Kind == EventKind.Proposal)
        {
            OnFrame(ref e);
        }
        else
        {
            e.Outcome = judge.Judge(ref e);
            if (e.Outcome == ReasonCode.None && e.Kind is EventKind.Vote or EventKind.Expiry)
            {
                OnParked(ref e);
            }
        }
    }

    private void OnParked(ref EngineEvent e)
    {
        if (e.Kind == EventKind.Vote)
        {
            var vote = e.Input.Read<ExternalVote>();
            ref readonly var entry = ref state.Pending.Find(vote.Strategy, vote.Proposal);
            e.Parking = entry.WaitingWith(state.Pending.FindVoter(in vote.Voter), vote.Kind);
            DecodeAgain(ref e, entry.Frame);
        }
        else
        {
            var expiry = e.Input.Read<ParkedExpiry>();
            ref readonly var entry = ref state.Pending.Find(expiry.Strategy, expiry.Proposal);
            e.Parking = entry.Waiting();
            DecodeAgain(ref e, entry.Frame);
            e.BlockWith(ReasonCode.PendingExpired, e.TimeNanos - e.Parking.SinceNanos, e.Parking.UntilNanos - e.Parking.SinceNanos);
        }
    }

    /// <summary>The policy may have changed since: what it no longer knows is blocked here, as if it had just come.</summary>
    private void DecodeAgain(ref EngineEvent e, ReadOnlySpan<byte> frame)
    {
        e.Decision.PolicyVersion = state.Policy!.Version;
        e.FrameType = FrameType.Proposal;
        var code = OnProposal(ref e, frame);
        if (code != ReasonCode.None)
        {
            e.BlockWith(code);
        }
        else if (e.Parking.IsVetoed)
        {
            e.BlockWith(ReasonCode.OutsideVeto);
        }
    }

    private void OnFrame(ref EngineEvent e)
    {
        e.Decision.PolicyVersion = state.Policy?.Version ?? 0;
        var frame = ((ReadOnlySpan<byte>)e.Input)[..e.InputLength];
        var code = FrameReader.ReadType(frame, out e.FrameType, out var observed, out var expected);
        if (code == ReasonCode.None && e.DeclaredLength != e.InputLength)
        {
            code = ReasonCode.FrameLength;
            observed = e.DeclaredLength;
            e.FrameType = FrameType.None;
        }

        if (code == ReasonCode.None)
        {
            code = e.FrameType switch
            {
                FrameType.Proposal => OnProposal(ref e, frame),
                FrameType.Cancel => OnCancel(ref e, frame),
                _ => OnRefusal(ref e, frame),
            };
            (observed, expected) = (0, 0);
        }
        else
        {
            e.Proposal = default;
        }

        if (code != ReasonCode.None)
        {
            e.Outcome = code;
            e.BlockWith(code, observed, expected);
        }
    }

    private ReasonCode OnProposal(ref EngineEvent e, ReadOnlySpan<byte> frame)
    {
        var code = FrameReader.ReadProposal(frame, out e.Proposal);
        ref readonly var proposal = ref e.Proposal;
        e.ContentHash = ContentHash.Of(frame);
        if (code != ReasonCode.None)
        {
            return code;
        }

        if (MadeProposal.IsMarked(proposal.Id) && proposal.Id != MadeProposal.IdAt(e.Sequence))
        {
            return ReasonCode.ProposalIdInvalid;
        }

        // What the books would not take as a fill must not become an order.
        if (proposal.Quantity.Units > Bounds.QuantityUnitsMax)
        {
            return ReasonCode.QuantityInvalid;
        }

        if (proposal.LimitPrice.Units > Bounds.PriceUnitsMax)
        {
            return ReasonCode.PriceInvalid;
        }

        if (proposal.StopPrice.Units > Bounds.PriceUnitsMax)
        {
            return ReasonCode.StopPriceInvalid;
        }

        if (state.Policy is not { } policy)
        {
            return ReasonCode.PolicyMissing;
        }

        if (!proposal.Strategy.IsIn(policy.StrategyCount))
        {
            return ReasonCode.StrategyUnknown;
        }

        return proposal.Instrument.IsIn(policy.InstrumentCount) ? ReasonCode.None : ReasonCode.InstrumentUnknown;
    }

    /// <summary>
    /// Cancels free risk and need no seal; they pass in every state when the order is the strategy's own. Only a stop whose
    /// position is open stays: its cancel would add risk.
    /// </summary>
    private ReasonCode OnCancel(ref EngineEvent e, ReadOnlySpan<byte> frame)
    {
        var code = FrameReader.ReadCancel(frame, out var request);
        e.Proposal = new Proposal { Strategy = request.Strategy, Id = request.Target };
        if (code != ReasonCode.None)
        {
            return code;
        }

        if (state.Policy is not { } policy || !request.Strategy.IsIn(policy.StrategyCount))
        {
            return ReasonCode.StrategyUnknown;
        }

        var id = state.Proposals(request.Strategy.Value).OrderOf(request.Target.Value);
        ref readonly var order = ref state.Orders.Find(id);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(in order))
        {
            return ReasonCode.CancelOrderUnknown;
        }

        if (order.IsProtective && Protects(in order))
        {
            return ReasonCode.CancelProtective;
        }

        // Cancels have a budget of their own at every scope; orders cannot use it up.
        if (IsCancelRateFull(in order, e.TimeNanos))
        {
            return ReasonCode.CancelRate;
        }

        // One cancel of an order is under way at a time, and no more of them than the venue's window.
        if (order.CancelPending
            || state.Orders.PendingCancelsAt(order.Venue) >= state.Policy.Venues[order.Venue].UnansweredOrdersMax)
        {
            return ReasonCode.VenueWindow;
        }

        e.Proposal.Instrument = new InstrumentId(order.Instrument);
        e.Proposal.Side = order.Side;
        e.Decision.Verdict = Verdict.Approve;
        e.Decision.OrderId = id;
        return ReasonCode.None;
    }

    private bool Protects(ref readonly OrderEntry stop)
    {
        var position = state.Positions[stop.Account, stop.Instrument].Position;
        return stop.Side == OrderSide.Sell ? position > 0 : position < 0;
    }

    private bool IsCancelRateFull(ref readonly OrderEntry order, long nowNanos) =>
        nowNanos < state.Activity.Strategy(order.Strategy).Rates.Cancels.FreeAtNanos
        || nowNanos < state.Activity.Instrument(order.Instrument).Rates.Cancels.FreeAtNanos
        || nowNanos < state.Activity.Venue(order.Venue).Rates.Cancels.FreeAtNanos;

    private static ReasonCode OnRefusal(ref EngineEvent e, ReadOnlySpan<byte> frame)
    {
        e.Proposal = default;
        return FrameReader.ReadRefusal(frame);
    }
}
