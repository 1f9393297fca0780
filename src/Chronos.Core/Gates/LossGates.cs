using System.Runtime.CompilerServices;
using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about loss. What is past its limit has its breaker latched after every event, so while none is latched and the
/// figures are known none of these gates can object, and one look answers for all of them.
/// </summary>
internal sealed class LossGates : IGateChain
{
    private readonly DailyLossGate _dailyLoss = new();
    private readonly WeeklyLossGate _weeklyLoss = new();
    private readonly DrawdownGate _drawdown = new();
    private readonly StrategyLossGate _strategyLoss = new();
    private readonly AssetLossGate _assetLoss = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _dailyLoss,
        _weeklyLoss,
        _drawdown,
        _strategyLoss,
        _assetLoss,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        if (state.Breakers.IsAny | !context.Account.EquityKnown | context.Strategy.Unpriced != 0)
        {
            AskEach(in context, state, ref tally);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AskEach(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_dailyLoss, _dailyLoss.Check(in context, state, ref tally.Finding));
        tally.Add(_weeklyLoss, _weeklyLoss.Check(in context, state, ref tally.Finding));
        tally.Add(_drawdown, _drawdown.Check(in context, state, ref tally.Finding));
        tally.Add(_strategyLoss, _strategyLoss.Check(in context, state, ref tally.Finding));
        tally.Add(_assetLoss, _assetLoss.Check(in context, state, ref tally.Finding));
    }
}
