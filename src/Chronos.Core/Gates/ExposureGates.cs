using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about position and exposure. They stand here by their own types, not behind the interface: asking all of them
/// takes about half the time so, because short ones are compiled into the chain.
/// </summary>
internal sealed class ExposureGates : IGateChain
{
    private readonly PositionLimitGate _positionLimit = new();
    private readonly GrossExposureGate _grossExposure = new();
    private readonly ReduceOnlyGate _reduceOnly = new();
    private readonly OpenPositionsGate _openPositions = new();
    private readonly NetExposureGate _netExposure = new();
    private readonly LeverageGate _leverage = new();
    private readonly ConcentrationGate _concentration = new();
    private readonly HerfindahlGate _herfindahl = new();
    private readonly GroupExposureGate _groupExposure = new();
    private readonly StrategyBudgetGate _strategyBudget = new();
    private readonly AssetBudgetGate _assetBudget = new();
    private readonly FreeBalanceGate _freeBalance = new();
    private readonly SelfTradeGate _selfTrade = new();
    private readonly FreeMarginGate _freeMargin = new();
    private readonly OneSidednessGate _oneSidedness = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _positionLimit,
        _grossExposure,
        _reduceOnly,
        _openPositions,
        _netExposure,
        _leverage,
        _concentration,
        _herfindahl,
        _groupExposure,
        _strategyBudget,
        _assetBudget,
        _freeBalance,
        _selfTrade,
        _freeMargin,
        _oneSidedness,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_positionLimit, _positionLimit.Check(in context, state, ref tally.Finding));
        tally.Add(_grossExposure, _grossExposure.Check(in context, state, ref tally.Finding));
        tally.Add(_reduceOnly, _reduceOnly.Check(in context, state, ref tally.Finding));
        tally.Add(_openPositions, _openPositions.Check(in context, state, ref tally.Finding));
        tally.Add(_netExposure, _netExposure.Check(in context, state, ref tally.Finding));
        tally.Add(_leverage, _leverage.Check(in context, state, ref tally.Finding));
        tally.Add(_concentration, _concentration.Check(in context, state, ref tally.Finding));
        tally.Add(_herfindahl, _herfindahl.Check(in context, state, ref tally.Finding));
        tally.Add(_groupExposure, _groupExposure.Check(in context, state, ref tally.Finding));
        tally.Add(_strategyBudget, _strategyBudget.Check(in context, state, ref tally.Finding));
        tally.Add(_assetBudget, _assetBudget.Check(in context, state, ref tally.Finding));
        tally.Add(_freeBalance, _freeBalance.Check(in context, state, ref tally.Finding));
        tally.Add(_selfTrade, _selfTrade.Check(in context, state, ref tally.Finding));
        tally.Add(_freeMargin, _freeMargin.Check(in context, state, ref tally.Finding));
        tally.Add(_oneSidedness, _oneSidedness.Check(in context, state, ref tally.Finding));
    }
}
