using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about who trades what, and whether it may at all. They stand here by their own types, not behind the interface: asking all of them
/// takes about half the time so, because short ones are compiled into the chain.
/// </summary>
internal sealed class EntityGates : IGateChain
{
    private readonly TradingStateGate _tradingState = new();
    private readonly MandateGate _mandate = new();
    private readonly InstrumentTradableGate _instrumentTradable = new();
    private readonly DenialGate _denial = new();
    private readonly DuplicateProposalGate _duplicateProposal = new();
    private readonly StageGate _stage = new();
    private readonly ProposalSequenceGate _proposalSequence = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _tradingState,
        _mandate,
        _instrumentTradable,
        _denial,
        _duplicateProposal,
        _stage,
        _proposalSequence,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_tradingState, _tradingState.Check(in context, state, ref tally.Finding));
        tally.Add(_mandate, _mandate.Check(in context, state, ref tally.Finding));
        tally.Add(_instrumentTradable, _instrumentTradable.Check(in context, state, ref tally.Finding));
        tally.Add(_denial, _denial.Check(in context, state, ref tally.Finding));
        tally.Add(_duplicateProposal, _duplicateProposal.Check(in context, state, ref tally.Finding));
        tally.Add(_stage, _stage.Check(in context, state, ref tally.Finding));
        tally.Add(_proposalSequence, _proposalSequence.Check(in context, state, ref tally.Finding));
    }
}
