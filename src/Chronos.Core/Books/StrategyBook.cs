using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// Positions, reservations and profit by strategy × instrument, and the use of each strategy's budget made of them. A line
/// belongs to a mandate and its account, and outlives it: orders remember their line, whatever later policies say.
/// </summary>
internal sealed class StrategyBook
{
    /// <summary>No line: of an order we do not hold, and at the end of an instrument's lines.</summary>
    public const int NoLine = -1;

    private readonly StrategyLine[] _nobody = [new() { Strategy = -1, Account = -1, Instrument = -1, NextOfInstrument = NoLine }];
    private StrategyLine[] _lines = [];
    private BudgetEntry[] _budgets = [];
    private int[] _mandated = [];
    private int[] _firstOfInstrument = [];
    private int _strategies;
    private int _instruments;
    private int _accounts;

    /// <summary>The lines, in the order their mandates came.</summary>
    public ReadOnlySpan<StrategyLine> Lines => _lines;

    public ref StrategyLine this[int line] => ref _lines[line];

    /// <summary>What a strategy uses of an account.</summary>
    public ref BudgetEntry Budget(int account, int strategy) => ref _budgets[account * _strategies + strategy];

    /// <summary>Where the lines of an instrument begin, each naming the next; <see cref="NoLine"/> without any.</summary>
    public int FirstOf(int instrument) => _firstOfInstrument[instrument];

    /// <summary>The line of the mandate in force; -1 without one.</summary>
    public int LineOf(int strategy, int instrument) => _mandated[strategy * _instruments + instrument];

    /// <summary>The line of the mandate in force, or an empty one.</summary>
    public ref readonly StrategyLine Find(int strategy, int instrument)
    {
        var line = LineOf(strategy, instrument);
        return ref line == NoLine ? ref _nobody[0] : ref _lines[line];
    }

    /// <summary>Fits the book to a policy: new mandates get lines, old lines stay, budgets are what the policy says.</summary>
    public void Resize(Policy policy)
    {
        ResizeBudgets(policy);
        _instruments = policy.Instruments.Count;
        _mandated = new int[_strategies * _instruments];
        Array.Fill(_mandated, NoLine);
        foreach (var mandate in policy.Mandates)
        {
            _mandated[mandate.Strategy.Value * _instruments + mandate.Instrument.Value] = LineFor(mandate);
        }

        _firstOfInstrument = new int[_instruments];
        Array.Fill(_firstOfInstrument, NoLine);
        for (var l = _lines.Length - 1; l >= 0; l--)
        {
            ref var line = ref _lines[l];
            line.NextOfInstrument = _firstOfInstrument[line.Instrument];
            _firstOfInstrument[line.Instrument] = l;
        }
    }

    /// <summary>Reserves (positive) or releases (negative) working quantity of a line.</summary>
    public void Reserve(int line, OrderSide side, long units, in QuoteEntry quote)
    {
        ref var entry = ref _lines[line];
        if (side == OrderSide.Buy)
        {
            entry.WorkingBuys += units;
        }
        else
        {
            entry.WorkingSells += units;
        }

        ValueExposure(ref entry, ref Budget(entry.Account, entry.Strategy), in quote);
    }

    /// <summary>Books a fill of one of the line's orders. The reservation is released apart.</summary>
    public void Fill(int line, long signed, Price price, Notional fee, in QuoteEntry quote)
    {
        ref var entry = ref _lines[line];
        ref var budget = ref Budget(entry.Account, entry.Strategy);
        var realised = AverageCost.Fill(ref entry.Position, ref entry.Cost, signed, price) - ExactNotional.From(fee);
        entry.Realised += realised;
        budget.Realised += realised;
        Revalue(ref entry, ref budget, in quote);
    }

    /// <summary>Values every strategy's holding of an instrument at a new quote.</summary>
    public void Revalue(int instrument, in QuoteEntry quote)
    {
        for (var l = _firstOfInstrument[instrument]; l != NoLine; l = _lines[l].NextOfInstrument)
        {
            ref var entry = ref _lines[l];
            if (!entry.IsIdle)
            {
                Revalue(ref entry, ref Budget(entry.Account, entry.Strategy), in quote);
            }
        }
    }

    public void AddTo(StateHash hash)
    {
        foreach (ref readonly var line in _lines.AsSpan())
        {
            hash.Add((long)line.Strategy);
            hash.Add((long)line.Account);
            hash.Add((long)line.Instrument);
            hash.Add(line.Position);
            hash.Add(line.WorkingBuys);
            hash.Add(line.WorkingSells);
            hash.Add(line.Cost.Units);
            hash.Add(line.Realised.Units);
            hash.Add(line.Open.Units);
            hash.Add(line.Exposure.Units);
        }

        foreach (ref readonly var budget in _budgets.AsSpan())
        {
            hash.Add(budget.Exposure.Units);
            hash.Add(budget.Realised.Units);
            hash.Add(budget.Open.Units);
            hash.Add((long)budget.Unpriced);
            hash.Add(budget.LossMark.Units);
        }
    }

    private static void Revalue(ref StrategyLine entry, ref BudgetEntry budget, in QuoteEntry quote)
    {
        var open = entry.Position == 0 || !quote.Known
            ? default
            : ExactNotional.Of(PositionBook.MarkOf(entry.Position, in quote), Quantity.FromUnits(entry.Position)) - entry.Cost;
        budget.Open += open - entry.Open;
        entry.Open = open;
        ValueExposure(ref entry, ref budget, in quote);
    }

    private static void ValueExposure(ref StrategyLine entry, ref BudgetEntry budget, in QuoteEntry quote)
    {
        var worst = entry.WorstUnits;
        var exposure = quote.Known ? ExactNotional.Of(quote.Ask, Quantity.FromUnits(worst)) : default;
        budget.Exposure += exposure - entry.Exposure;
        entry.Exposure = exposure;
        var unpriced = worst != 0 && !quote.Known;
        if (unpriced != entry.Unpriced)
        {
            entry.Unpriced = unpriced;
            budget.Unpriced += unpriced ? 1 : -1;
        }
    }

    private void ResizeBudgets(Policy policy)
    {
        var strategies = policy.Strategies.Count;
        var budgets = new BudgetEntry[policy.Accounts.Count * strategies];
        for (var a = 0; a < _accounts; a++)
        {
            _budgets.AsSpan(a * _strategies, _strategies).CopyTo(budgets.AsSpan(a * strategies));
        }

        foreach (ref var budget in budgets.AsSpan())
        {
            budget.ExposureMax = default;
            budget.LossMax = default;
            budget.IsAllocated = false;
        }

        _budgets = budgets;
        _strategies = strategies;
        _accounts = policy.Accounts.Count;
        foreach (var allocation in policy.Allocations)
        {
            if (allocation.Strategy is { } strategy)
            {
                ref var budget = ref Budget(allocation.Account.Value, strategy.Value);
                budget.ExposureMax = ExactNotional.From(allocation.ExposureMax);
                budget.LossMax = ExactNotional.From(allocation.LossMax);
                budget.IsAllocated = true;
            }
        }
    }

    private int LineFor(Mandate mandate)
    {
        for (var l = 0; l < _lines.Length; l++)
        {
            ref readonly var line = ref _lines[l];
            if (line.Strategy == mandate.Strategy.Value
                && line.Instrument == mandate.Instrument.Value
                && line.Account == mandate.Account.Value)
            {
                return l;
            }
        }

        Array.Resize(ref _lines, _lines.Length + 1);
        _lines[^1] = new StrategyLine
        {
            Strategy = mandate.Strategy.Value,
            Instrument = mandate.Instrument.Value,
            Account = mandate.Account.Value,
        };
        return _lines.Length - 1;
    }
}
