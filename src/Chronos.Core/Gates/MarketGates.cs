using System.Runtime.CompilerServices;
using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about the market an order would meet. They stand here by their own types, not behind the interface: asking all of them
/// takes about half the time so, because short ones are compiled into the chain.
/// </summary>
/// <remarks>
/// Those that look at neither price nor quantity have nothing to object for as long as the books say that the market is quiet, so they are
/// asked only when it is not.
/// </remarks>
internal sealed class MarketGates : IGateChain
{
    private readonly MarketStatusGate _marketStatus = new();
    private readonly TradingSessionGate _tradingSession = new();
    private readonly BlackoutGate _blackout = new();
    private readonly ReferencePriceGate _referencePrice = new();
    private readonly PriceDriftGate _priceDrift = new();
    private readonly ExpectedSlippageGate _expectedSlippage = new();
    private readonly DepthShareGate _depthShare = new();
    private readonly VolumeShareGate _volumeShare = new();
    private readonly SpreadCeilingGate _spreadCeiling = new();
    private readonly LiquidityFloorGate _liquidityFloor = new();
    private readonly VolatilityGate _volatility = new();
    private readonly ClockSkewGate _clockSkew = new();
    private readonly LatencyBudgetGate _latencyBudget = new();
    private readonly QuoteQuarantineGate _quoteQuarantine = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _marketStatus,
        _tradingSession,
        _blackout,
        _referencePrice,
        _priceDrift,
        _expectedSlippage,
        _depthShare,
        _volumeShare,
        _spreadCeiling,
        _liquidityFloor,
        _volatility,
        _clockSkew,
        _latencyBudget,
        _quoteQuarantine,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_referencePrice, _referencePrice.Check(in context, state, ref tally.Finding));
        tally.Add(_priceDrift, _priceDrift.Check(in context, state, ref tally.Finding));
        tally.Add(_expectedSlippage, _expectedSlippage.Check(in context, state, ref tally.Finding));
        tally.Add(_depthShare, _depthShare.Check(in context, state, ref tally.Finding));
        tally.Add(_volumeShare, _volumeShare.Check(in context, state, ref tally.Finding));
        tally.Add(_latencyBudget, _latencyBudget.Check(in context, state, ref tally.Finding));
        if (context.NowNanos >= context.Market.QuietUntilNanos)
        {
            AskUnquiet(in context, state, ref tally);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AskUnquiet(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_marketStatus, _marketStatus.Check(in context, state, ref tally.Finding));
        tally.Add(_tradingSession, _tradingSession.Check(in context, state, ref tally.Finding));
        tally.Add(_blackout, _blackout.Check(in context, state, ref tally.Finding));
        tally.Add(_spreadCeiling, _spreadCeiling.Check(in context, state, ref tally.Finding));
        tally.Add(_liquidityFloor, _liquidityFloor.Check(in context, state, ref tally.Finding));
        tally.Add(_volatility, _volatility.Check(in context, state, ref tally.Finding));
        tally.Add(_clockSkew, _clockSkew.Check(in context, state, ref tally.Finding));
        tally.Add(_quoteQuarantine, _quoteQuarantine.Check(in context, state, ref tally.Finding));
    }
}
