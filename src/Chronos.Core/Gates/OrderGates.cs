using System.Runtime.CompilerServices;
using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about one order by itself: size, price, confidence. They stand here by their own types, not behind the interface: asking all of them
/// takes about half the time so, because short ones are compiled into the chain.
/// </summary>
internal sealed class OrderGates : IGateChain
{
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
    private readonly FatFingerGate _fatFinger = new();
    private readonly RiskPerTradeGate _riskPerTrade = new();
    private readonly ProtectiveStopGate _protectiveStop = new();
    private readonly ReplacedOrderGate _replacedOrder = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
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
        _fatFinger,
        _riskPerTrade,
        _protectiveStop,
        _replacedOrder,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
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
        tally.Add(_fatFinger, _fatFinger.Check(in context, state, ref tally.Finding));
        tally.Add(_riskPerTrade, _riskPerTrade.Check(in context, state, ref tally.Finding));
        if (context.IsAmend || context.IsProtective)
        {
            AskAboutStopsAndAmends(in context, state, ref tally);
        }
    }

    /// <summary>These two pass every other proposal.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AskAboutStopsAndAmends(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_protectiveStop, _protectiveStop.Check(in context, state, ref tally.Finding));
        tally.Add(_replacedOrder, _replacedOrder.Check(in context, state, ref tally.Finding));
    }
}
