using Chronos.Core.Books;
using Chronos.Core.Gates;

namespace Chronos.Bench.Gates;

/// <summary>The 21 gates the engine had first, asked as they were then: what the full catalogue is measured against.</summary>
internal sealed class FirstGates : IGateChain
{
    private readonly TradingStateGate _tradingState = new();
    private readonly MandateGate _mandate = new();
    private readonly InstrumentTradableGate _instrumentTradable = new();
    private readonly TickSizeGate _tickSize = new();
    private readonly LotSizeGate _lotSize = new();
    private readonly MinQuantityGate _minQuantity = new();
    private readonly MinNotionalGate _minNotional = new();
    private readonly MaxOrderQuantityGate _maxOrderQuantity = new();
    private readonly MaxOrderNotionalGate _maxOrderNotional = new();
    private readonly PriceCollarGate _priceCollar = new();
    private readonly QuoteStalenessGate _quoteStaleness = new();
    private readonly ProposalAgeGate _proposalAge = new();
    private readonly MinConfidenceGate _minConfidence = new();
    private readonly DuplicateProposalGate _duplicateProposal = new();
    private readonly MessageRateGate _messageRate = new();
    private readonly PositionLimitGate _positionLimit = new();
    private readonly GrossExposureGate _grossExposure = new();
    private readonly DailyLossGate _dailyLoss = new();
    private readonly VenueWindowGate _venueWindow = new();
    private readonly OrderCapacityGate _orderCapacity = new();
    private readonly ReduceOnlyGate _reduceOnly = new();

    public IGate[] All() =>
    [
        _tradingState,
        _mandate,
        _instrumentTradable,
        _tickSize,
        _lotSize,
        _minQuantity,
        _minNotional,
        _maxOrderQuantity,
        _maxOrderNotional,
        _priceCollar,
        _quoteStaleness,
        _proposalAge,
        _minConfidence,
        _duplicateProposal,
        _messageRate,
        _positionLimit,
        _grossExposure,
        _dailyLoss,
        _venueWindow,
        _orderCapacity,
        _reduceOnly,
    ];

    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_tradingState, _tradingState.Check(in context, state, ref tally.Finding));
        tally.Add(_mandate, _mandate.Check(in context, state, ref tally.Finding));
        tally.Add(_instrumentTradable, _instrumentTradable.Check(in context, state, ref tally.Finding));
        tally.Add(_tickSize, _tickSize.Check(in context, state, ref tally.Finding));
        tally.Add(_lotSize, _lotSize.Check(in context, state, ref tally.Finding));
        tally.Add(_minQuantity, _minQuantity.Check(in context, state, ref tally.Finding));
        tally.Add(_minNotional, _minNotional.Check(in context, state, ref tally.Finding));
        tally.Add(_maxOrderQuantity, _maxOrderQuantity.Check(in context, state, ref tally.Finding));
        tally.Add(_maxOrderNotional, _maxOrderNotional.Check(in context, state, ref tally.Finding));
        tally.Add(_priceCollar, _priceCollar.Check(in context, state, ref tally.Finding));
        tally.Add(_quoteStaleness, _quoteStaleness.Check(in context, state, ref tally.Finding));
        tally.Add(_proposalAge, _proposalAge.Check(in context, state, ref tally.Finding));
        tally.Add(_minConfidence, _minConfidence.Check(in context, state, ref tally.Finding));
        tally.Add(_duplicateProposal, _duplicateProposal.Check(in context, state, ref tally.Finding));
        tally.Add(_messageRate, _messageRate.Check(in context, state, ref tally.Finding));
        tally.Add(_positionLimit, _positionLimit.Check(in context, state, ref tally.Finding));
        tally.Add(_grossExposure, _grossExposure.Check(in context, state, ref tally.Finding));
        tally.Add(_dailyLoss, _dailyLoss.Check(in context, state, ref tally.Finding));
        tally.Add(_venueWindow, _venueWindow.Check(in context, state, ref tally.Finding));
        tally.Add(_orderCapacity, _orderCapacity.Check(in context, state, ref tally.Finding));
        tally.Add(_reduceOnly, _reduceOnly.Check(in context, state, ref tally.Finding));
    }
}
