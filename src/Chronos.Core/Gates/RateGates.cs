using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

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
    private readonly InstrumentRateGate _instrumentRate = new();
    private readonly VenueRateGate _venueRate = new();
    private readonly AmendRateGate _amendRate = new();
    private readonly SameContentGate _sameContent = new();
    private readonly RepeatedExecutionGate _repeatedExecution = new();
    private readonly OrderToFillGate _orderToFill = new();
    private readonly RejectStormGate _rejectStorm = new();
    private readonly AccumulatedNotionalGate _accumulatedNotional = new();
    private readonly WorkingOrdersGate _workingOrders = new();
    private readonly CoolDownGate _coolDown = new();
    private readonly EntrySpacingGate _entrySpacing = new();
    private readonly LossStreakGate _lossStreak = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _messageRate,
        _venueWindow,
        _orderCapacity,
        _instrumentRate,
        _venueRate,
        _amendRate,
        _sameContent,
        _repeatedExecution,
        _orderToFill,
        _rejectStorm,
        _accumulatedNotional,
        _workingOrders,
        _coolDown,
        _entrySpacing,
        _lossStreak,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        if (IsHeld(in context, state))
        {
            AskHeld(in context, state, ref tally);
        }

        tally.Add(_venueWindow, _venueWindow.Check(in context, state, ref tally.Finding));
        tally.Add(_orderCapacity, _orderCapacity.Check(in context, state, ref tally.Finding));
        tally.Add(_sameContent, _sameContent.Check(in context, state, ref tally.Finding));
        tally.Add(_orderToFill, _orderToFill.Check(in context, state, ref tally.Finding));
        tally.Add(_accumulatedNotional, _accumulatedNotional.Check(in context, state, ref tally.Finding));
        tally.Add(_entrySpacing, _entrySpacing.Check(in context, state, ref tally.Finding));
    }

    /// <summary>
    /// Whether a gate of <see cref="AskHeld"/> may object. What they compare is kept as one time for each scope, so that a
    /// proposal nothing holds is not asked about one by one.
    /// </summary>
    private static bool IsHeld(in GateContext context, EngineState state) =>
        context.NowNanos < state.Activity.HeldUntilNanos(in context.Terms)
        || context.Account.WorkingOrders >= context.Account.WorkingOrdersMax
        || state.Breakers.IsAnyLatched(ScopeKind.Strategy, context.Terms.Strategy)
        || state.Breakers.IsAnyLatched(ScopeKind.Venue, context.Terms.Venue);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AskHeld(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_messageRate, _messageRate.Check(in context, state, ref tally.Finding));
        tally.Add(_instrumentRate, _instrumentRate.Check(in context, state, ref tally.Finding));
        tally.Add(_venueRate, _venueRate.Check(in context, state, ref tally.Finding));
        tally.Add(_amendRate, _amendRate.Check(in context, state, ref tally.Finding));
        tally.Add(_repeatedExecution, _repeatedExecution.Check(in context, state, ref tally.Finding));
        tally.Add(_rejectStorm, _rejectStorm.Check(in context, state, ref tally.Finding));
        tally.Add(_workingOrders, _workingOrders.Check(in context, state, ref tally.Finding));
        tally.Add(_coolDown, _coolDown.Check(in context, state, ref tally.Finding));
        tally.Add(_lossStreak, _lossStreak.Check(in context, state, ref tally.Finding));
    }
}
