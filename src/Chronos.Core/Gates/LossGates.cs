using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about loss. They stand here by their own types, not behind the interface: asking all of them
/// takes about half the time so, because short ones are compiled into the chain.
/// </summary>
internal sealed class LossGates : IGateChain
{
    private readonly DailyLossGate _dailyLoss = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _dailyLoss,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_dailyLoss, _dailyLoss.Check(in context, state, ref tally.Finding));
    }
}
