using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about rate and repetition. They stand here by their own types, not behind the interface: asking all of them
/// takes about half the time so, because short ones are compiled into the chain.
/// </summary>
internal sealed class RateGates : IGateChain
{
    private readonly MessageRateGate _messageRate = new();
    private readonly VenueWindowGate _venueWindow = new();
    private readonly OrderCapacityGate _orderCapacity = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _messageRate,
        _venueWindow,
        _orderCapacity,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_messageRate, _messageRate.Check(in context, state, ref tally.Finding));
        tally.Add(_venueWindow, _venueWindow.Check(in context, state, ref tally.Finding));
        tally.Add(_orderCapacity, _orderCapacity.Check(in context, state, ref tally.Finding));
    }
}
