using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>
/// Finds what a proposal that did not pass whole would have to be to pass now. It asks the same gates and approvers as the
/// pipeline, about the state after the decision, and changes nothing. Only for answers somebody waits for.
/// </summary>
internal sealed class CounterfactualFinder
{
    private readonly EngineState _state;
    private readonly IGateChain _chain;
    private readonly QuorumHandler _quorum;
    private readonly IGate[] _gates;
    private readonly IPriceGate[] _priceGates;

    // The question that is being asked; one at a time, so that asking allocates nothing.
    private EngineEvent _question;

    public CounterfactualFinder(EngineState state, IGateChain chain, QuorumHandler quorum)
    {
        _state = state;
        _chain = chain;
        _quorum = quorum;
        _gates = chain.All();
        _priceGates = [.. _gates.OfType<IPriceGate>()];
    }

    /// <summary>Finds it for a decoded proposal of a known strategy and instrument.</summary>
    public Counterfactual Find(in Proposal proposal, long nowNanos)
    {
        _question.Proposal = proposal;
        _question.Proposal.Id = new ProposalId(_state.Proposals(proposal.Strategy.Value).Highest + 1);
        _question.Proposal.CreatedAtNanos = nowNanos;
        _question.TimeNanos = nowNanos;
        var quantity = LargestQuantity(in proposal);
        if (quantity == proposal.Quantity.Units)
        {
            return new Counterfactual(proposal.Quantity, default, 0);
        }

        return new Counterfactual(
            Quantity.FromUnits(quantity),
            Price.FromUnits(proposal.Type == OrderType.Market ? 0 : NearestPrice(in proposal)),
            EarliestNanos(in proposal));
    }

    private long LargestQuantity(in Proposal proposal)
    {
        _question.Proposal.LimitPrice = proposal.LimitPrice;
        _question.Proposal.Quantity = proposal.Quantity;
        var context = new GateContext(ref _question, _state);
        var reducible = context.Position.Known ? Math.Min(context.ReducibleUnits, proposal.Quantity.Units) : 0;
        var lot = context.Terms.LotSize.Units;
        return Math.Max(LargestUpTo(proposal.Quantity.Units, lot), LargestUpTo(reducible, lot));
    }

    /// <summary>Follows the caps down, which takes a few questions; where approvers object to what the gates let pass, halves.</summary>
    private long LargestUpTo(long units, long lot)
    {
        units -= units % lot;
        while (units > 0)
        {
            var permitted = Permitted(units);
            if (permitted >= units)
            {
                break;
            }

            units = permitted - permitted % lot;
        }

        return units <= 0 || Agrees(units) ? units : Halve(0, units / lot, lot);
    }

    /// <summary>The largest number of lots that passes, given one that does not and that fewer pass where more do.</summary>
    private long Halve(long passes, long fails, long lot)
    {
        while (fails - passes > 1)
        {
            var middle = passes + (fails - passes) / 2;
            if (Permitted(middle * lot) >= middle * lot && Agrees(middle * lot))
            {
                passes = middle;
            }
            else
            {
                fails = middle;
            }
        }

        return passes * lot;
    }

    private long NearestPrice(in Proposal proposal)
    {
        _question.Proposal.Quantity = proposal.Quantity;
        _question.Proposal.LimitPrice = proposal.LimitPrice;
        var context = new GateContext(ref _question, _state);
        var range = PriceRange.All;
        foreach (var gate in _priceGates)
        {
            if (gate.BindsReductions || !context.IsReduction)
            {
                range = range.And(gate.PricesPassing(in context, _state));
            }
        }

        var tick = context.Terms.TickSize.Units;
        var lowest = (range.Lowest.Units + tick - 1) / tick;
        var highest = range.Highest.Units / tick;
        if (range.IsEmpty || lowest > highest)
        {
            return 0;
        }

        var asked = proposal.LimitPrice.Units;
        var below = Math.Clamp(asked / tick, lowest, highest);
        var above = Math.Clamp((asked + tick - 1) / tick, lowest, highest);
        var down = NearestTick(below, lowest, tick);
        var up = NearestTick(above, highest, tick);
        return down == 0 ? up : up == 0 || asked - down <= up - asked ? down : up;
    }

    /// <summary>The tick nearest to one end at which it passes, looking towards the other end; 0 when it does not there either.</summary>
    private long NearestTick(long from, long to, long tick)
    {
        if (PassesAt(from * tick))
        {
            return from * tick;
        }

        if (from == to || !PassesAt(to * tick))
        {
            return 0;
        }

        while (Math.Abs(to - from) > 1)
        {
            var middle = from + (to - from) / 2;
            if (PassesAt(middle * tick))
            {
                to = middle;
            }
            else
            {
                from = middle;
            }
        }

        return to * tick;
    }

    private bool PassesAt(long price)
    {
        _question.Proposal.LimitPrice = Price.FromUnits(price);
        var units = _question.Proposal.Quantity.Units;
        return Permitted(units) >= units && Agrees(units);
    }

    /// <summary>
    /// When the gates that object are all ones that pass with time: the moment the last of them does. The figures other
    /// gates judge by are taken to be as fresh then as now.
    /// </summary>
    private long EarliestNanos(in Proposal proposal)
    {
        _question.Proposal.Quantity = proposal.Quantity;
        _question.Proposal.LimitPrice = proposal.LimitPrice;
        var context = new GateContext(ref _question, _state);
        var finding = default(Finding);
        var earliest = 0L;
        foreach (var gate in _gates)
        {
            if ((context.IsReduction && !gate.BindsReductions)
                || gate.Check(in context, _state, ref finding).PermittedUnits >= context.Units)
            {
                continue;
            }

            var passesAt = gate is ITimeGate waits ? waits.PassesAtNanos(in context, _state) : long.MaxValue;
            if (passesAt == long.MaxValue)
            {
                return 0;
            }

            earliest = Math.Max(earliest, passesAt);
        }

        return earliest != 0 && Agrees(context.Units) ? earliest : 0;
    }

    private long Permitted(long units)
    {
        _question.Proposal.Quantity = Quantity.FromUnits(units);
        var context = new GateContext(ref _question, _state);
        var tally = new GateTally(ref _question, in context, records: false);
        _chain.Ask(in context, _state, ref tally);
        return tally.PermittedUnits;
    }

    private bool Agrees(long units)
    {
        _question.Decision = default;
        _question.Decision.Verdict = Verdict.Approve;
        _question.Decision.PermittedQuantity = Quantity.FromUnits(units);
        _question.ObjectionCount = 0;
        var context = new GateContext(ref _question, _state);
        _quorum.OnEvent(ref _question, ref context);
        return _question.Decision.Passes;
    }
}
