using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using FrameType = Chronos.Core.Decode.FrameType;

namespace Chronos.Core.Replay.Readings;

/// <summary>
/// Reads a decision off the event and the books the moment before they change. With figures every gate is asked once more by
/// itself; without, gates and votes stay empty. One journal, one use.
/// </summary>
internal sealed class DecisionReader : IDecisionWitness
{
    private readonly GateReadings _gates = new();
    private GateHandler? _handler;
    private EngineEvent _again;

    /// <summary>Of which decided proposals figures are read.</summary>
    public required Func<Proposal, bool> WithFigures { get; init; }

    /// <summary>The reading of the last event; null when it decided no proposal.</summary>
    public DecisionReading? Last { get; private set; }

    /// <inheritdoc />
    public void OnDecided(ref EngineEvent e, EngineState state)
    {
        Last = null;
        if (e.FrameType != FrameType.Proposal || e.Decision.Verdict == Verdict.None)
        {
            return;
        }

        var asked = AreGatesAsked(in e);
        var decision = default(Decision);
        decision.CopyFrom(in e, latencyNanos: 0);
        GateReading[] gates = [];
        VoteReading[] votes = [];
        if (asked && WithFigures(e.Proposal))
        {
            gates = _gates.Of(new GateContext(ref e, state), state);
            votes = ReadVotes(in e, state);
        }

        Last = new DecisionReading
        {
            Kind = e.Kind,
            Input = ((ReadOnlySpan<byte>)e.Input)[..e.InputLength].ToArray(),
            Outcome = e.Outcome,
            ContentHash = e.ContentHash,
            Parking = e.Parking,
            Decision = decision,
            Gates = gates,
            Votes = votes,
            Reference = asked ? ReferenceOf(in state.Quotes[e.Proposal.Instrument]) : default,
            Policy = state.Policy,
            Mode = state.Identity.Mode,
            Stage = state.Identity.Stage,
        };
    }

    /// <summary>What the decoder blocks never comes to a gate.</summary>
    private static bool AreGatesAsked(ref readonly EngineEvent e) =>
        e.Outcome == ReasonCode.None
        && e.Decision.Reason is not (ReasonCode.OutsideVeto or ReasonCode.PendingExpired)
        && (e.Decision.Verdict != Verdict.Block || (int)e.Decision.Reason >= (int)ReasonCode.TradingState);

    /// <summary>The gates are asked once more for the quantity the approvers were asked about: a veto leaves none of it in the decision.</summary>
    private VoteReading[] ReadVotes(ref readonly EngineEvent e, EngineState state)
    {
        _handler ??= new GateHandler(state, new GateChain());
        _again = e;
        _again.ObjectionCount = 0;
        _again.Decision = default;
        var context = new GateContext(ref _again, state);
        _handler.OnEvent(ref _again, ref context);
        if (!_again.Decision.Passes && _again.Decision.Verdict != Verdict.Pending)
        {
            return [];
        }

        context.AskAbout(_again.Decision.PermittedQuantity.Units);
        return VoteReadings.Of(in context, state, in e.Votes);
    }

    private static Reference ReferenceOf(ref readonly QuoteEntry quote) => new(quote.Bid, quote.Ask, quote.TimeNanos);
}
