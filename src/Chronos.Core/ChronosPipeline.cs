using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Decode;
using Chronos.Core.Gates;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Routing;
using Chronos.Core.Signing;

namespace Chronos.Core;

/// <summary>
/// The six stages in order, and nothing else: a plain, thread-free, deterministic function of the state and one event.
/// Live engine, replay, backtest and test call the same method. One thread at a time.
/// </summary>
public sealed class ChronosPipeline
{
    private readonly EngineState _state;
    private readonly DecodeHandler _decode;
    private readonly GateHandler _gates;
    private readonly QuorumHandler _quorum;
    private readonly SignHandler _sign;
    private readonly JournalHandler _journal;
    private readonly RouteHandler _route;
    private readonly CounterfactualFinder _counterfactuals;

    internal ChronosPipeline(EngineState state, SealScope scope, IOrderSealer sealer, IJournal journal, IOutbound outbound)
        : this(state, scope, sealer, journal, outbound, new GateChain())
    {
    }

    /// <summary>The same stages with other gates, for measuring what gates cost.</summary>
    internal ChronosPipeline(
        EngineState state, SealScope scope, IOrderSealer sealer, IJournal journal, IOutbound outbound, IGateChain gates)
    {
        _state = state;
        _decode = new DecodeHandler(state, new EventJudge(state));
        _gates = new GateHandler(state, gates);
        _quorum = new QuorumHandler(state, new RiskApprover(), new PortfolioApprover(), new ExecutionApprover());
        _sign = new SignHandler(state, scope, sealer);
        _journal = new JournalHandler(journal);
        _route = new RouteHandler(state, new BookKeeper(state), scope, outbound);
        _counterfactuals = new CounterfactualFinder(state, gates, _quorum);
    }

    /// <summary>Decides one event, journals it, hands over what may leave and changes the books.</summary>
    public void Process(ref EngineEvent e)
    {
        Decide(ref e);
        Commit(ref e);
    }

    /// <summary>
    /// All of it up to the hand-over of an order, which waits for nothing but its record. <see cref="Commit"/> must follow before
    /// the next event.
    /// </summary>
    internal void Decide(ref EngineEvent e)
    {
        _decode.OnEvent(ref e);
        if (e.FrameType == Decode.FrameType.Proposal && e.Decision.Verdict != Verdict.Block)
        {
            Judge(ref e);
        }
        else
        {
            QuorumHandler.OnNothingToVoteOn(ref e);
        }

        _sign.OnEvent(ref e);
#if CHRONOS_CONTROLS
        ControlChild.KillPoint.OnDecided(in e);
#endif
        _journal.OnEvent(ref e);
        _route.HandOver(ref e);
    }

    /// <summary>Decodes and judges a probe of a proposal known before, under the next id of its strategy.</summary>
    internal void Rehearse(ref EngineEvent e)
    {
        _decode.OnEvent(ref e);
        if (e.FrameType == Decode.FrameType.Proposal && e.Decision.Verdict != Verdict.Block)
        {
            e.Proposal.Id = new ProposalId(_state.Proposals(e.Proposal.Strategy.Value).Highest + 1);
            e.Proposal.CreatedAtNanos = e.TimeNanos;
            Judge(ref e);
        }
    }

    /// <summary>The rest of the last stage: the books, and what leaves only once they have changed.</summary>
    internal void Commit(ref EngineEvent e) => _route.Commit(ref e);

    /// <summary>Stages 2 and 3 look at the same things, which are looked up once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge(ref EngineEvent e)
    {
        scoped GateContext context;
        Unsafe.SkipInit(out context);
        context.LookUp(ref e, _state);
        _gates.OnEvent(ref e, ref context);
        _quorum.OnEvent(ref e, ref context);
    }

    /// <summary>
    /// Adds to an event that has been processed what would pass now, when its proposal did not pass whole. Changes nothing
    /// else; not journaled, because it follows from the journal.
    /// </summary>
    public void AddCounterfactual(ref EngineEvent e) => e.Counterfactual =
        e.FrameType == Decode.FrameType.Proposal && e.Outcome == ReasonCode.None && e.Decision.Verdict != Verdict.Approve
            ? _counterfactuals.Find(in e.Proposal, e.TimeNanos)
            : default;
}
