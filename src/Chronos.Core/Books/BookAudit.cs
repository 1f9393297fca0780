using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Recomputes every total of the books from live orders, positions and quotes, and compares. Shares nothing with the books'
/// own arithmetic but the figures it starts from. Not for the hot path.
/// </summary>
internal sealed class BookAudit(EngineState state)
{
    private readonly int _instruments = state.Positions.Instruments;
    private readonly Dictionary<string, Int128> _expected = [];
    private readonly List<OrderEntry> _orders = [];

    /// <summary>The first total that is not what orders and positions make it; null when all are.</summary>
    public string? FindInconsistency()
    {
        state.Orders.ForEach(order =>
        {
            // A protective stop reserves nothing.
            if (!order.IsProtective)
            {
                _orders.Add(order);
            }
        });
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            for (var i = 0; i < _instruments; i++)
            {
                if (JudgeEntry(a, i) is { } wrong)
                {
                    return wrong;
                }
            }

            if (JudgeAccount(a) is { } wrongTotal)
            {
                return wrongTotal;
            }
        }

        for (var l = 0; l < state.Strategies.Lines.Length; l++)
        {
            if (JudgeLine(l) is { } wrong)
            {
                return wrong;
            }
        }

        return JudgeBudgets();
    }

    private string? JudgeEntry(int account, int instrument)
    {
        ref readonly var entry = ref state.Positions[account, instrument];
        ref readonly var quote = ref state.Quotes[new InstrumentId(instrument)];
        ref readonly var line = ref state.Portfolio[account, instrument];
        var where = $"account {account} instrument {instrument}";
        var (buys, sells) = Working(o => o.Account == account && o.Instrument == instrument);
        var held = (Int128)entry.Unattributed;
        foreach (ref readonly var own in state.Strategies.Lines)
        {
            held += own.Account == account && own.Instrument == instrument ? own.Position : 0;
        }

        var longEnd = quote.Ask.Units * (Int128)(entry.Position + buys);
        var shortEnd = quote.Ask.Units * (Int128)(entry.Position - sells);
        var exposure = Int128.Max(Int128.Abs(longEnd), Int128.Abs(shortEnd));
        var open = entry.Position != 0 || buys != 0 || sells != 0;
        var mark = entry.Position > 0 ? quote.Bid : quote.Ask;
        var profit = entry.Position == 0 || !quote.Known ? 0 : (Int128)mark.Units * entry.Position - entry.Cost.Units;
        var perUnit = ((Int128)quote.Ask.Units * entry.HoldPpm + Ratio.Ppm - 1) / Ratio.Ppm;
        Count(account, "open positions", open ? 1 : 0);
        Count(account, "unpriced", open && !quote.Known ? 1 : 0);
        Count(account, "gross", exposure);
        Count(account, "net at the long ends", longEnd);
        Count(account, "net at the short ends", shortEnd);
        Count(account, "gross at the long ends", Int128.Abs(longEnd));
        Count(account, "gross at the short ends", Int128.Abs(shortEnd));
        Count(account, "squares", Steps(exposure) * Steps(exposure));
        Count(account, "hold of positions", Int128.Abs(entry.Position) * perUnit);
        Count(account, "open profit", profit);
        Count(account, "realised profit", entry.Realised.Units);
        Count(account, $"asset {entry.Asset} exposure", exposure);
        Count(account, $"asset {entry.Asset} open profit", profit);
        Count(account, $"asset {entry.Asset} realised profit", entry.Realised.Units);
        Count(account, $"group {entry.Group} exposure", exposure);
        return Differ($"{where} working buys", entry.WorkingBuys, buys)
            ?? Differ($"{where} working sells", entry.WorkingSells, sells)
            ?? Differ($"{where} working buys by the portfolio approver", line.Bids, buys)
            ?? Differ($"{where} working sells by the portfolio approver", line.Offers, sells)
            ?? Differ($"{where} position of strategies and unattributed", entry.Position, held)
            ?? Differ($"{where} exposure", entry.Exposure.Units, exposure)
            ?? Differ($"{where} highest resting buy", entry.HighestBuy.Units, Best(account, instrument, OrderSide.Buy))
            ?? Differ($"{where} lowest resting sell", entry.LowestSell.Units, Best(account, instrument, OrderSide.Sell));
    }

    private string? JudgeAccount(int account)
    {
        ref readonly var totals = ref state.Positions.Account(account);
        Int128 hold = 0;
        foreach (var order in _orders)
        {
            hold += order.Account == account ? (Int128)order.RemainingUnits * order.HoldPerUnit : 0;
        }

        return Differ(account, "open positions", totals.OpenPositions)
            ?? Differ(account, "unpriced", totals.Unpriced)
            ?? Differ(account, "gross", totals.Gross.Units)
            ?? Differ(account, "net at the long ends", totals.NetLong)
            ?? Differ(account, "net at the short ends", totals.NetShort)
            ?? Differ(account, "gross at the long ends", totals.GrossLong)
            ?? Differ(account, "gross at the short ends", totals.GrossShort)
            ?? Differ(account, "squares", totals.Squares)
            ?? Differ(account, "hold of positions", totals.PositionHold)
            ?? Differ($"account {account} hold of orders", totals.OrderHold, hold)
            ?? Differ(account, "open profit", totals.Open.Units)
            ?? Differ(account, "realised profit", totals.Realised.Units)
            ?? Differ($"account {account} oldest quote", totals.OldestQuoteNanos, OldestQuote(account));
    }

    private string? JudgeLine(int place)
    {
        ref readonly var line = ref state.Strategies.Lines[place];
        ref readonly var quote = ref state.Quotes[new InstrumentId(line.Instrument)];
        var where = $"strategy {line.Strategy} account {line.Account} instrument {line.Instrument}";
        var (buys, sells) = Working(o => o.Line == place);
        var worst = Int128.Max(Int128.Abs((Int128)line.Position + buys), Int128.Abs((Int128)line.Position - sells));
        var mark = line.Position > 0 ? quote.Bid : quote.Ask;
        var profit = line.Position == 0 || !quote.Known ? 0 : (Int128)mark.Units * line.Position - line.Cost.Units;
        Count(line.Account, $"strategy {line.Strategy} exposure", worst * quote.Ask.Units);
        Count(line.Account, $"strategy {line.Strategy} open profit", profit);
        Count(line.Account, $"strategy {line.Strategy} realised profit", line.Realised.Units);
        Count(line.Account, $"strategy {line.Strategy} unpriced", worst != 0 && !quote.Known ? 1 : 0);
        return Differ($"{where} working buys", line.WorkingBuys, buys)
            ?? Differ($"{where} working sells", line.WorkingSells, sells)
            ?? Differ($"{where} open profit", line.Open.Units, profit);
    }

    private string? JudgeBudgets()
    {
        for (var a = 0; a < state.Positions.Accounts; a++)
        {
            for (var s = 0; s < state.Policy!.StrategyCount; s++)
            {
                ref readonly var budget = ref state.Strategies.Budget(a, s);
                if ((Judge(a, $"strategy {s}", in budget) ?? Differ(a, $"strategy {s} unpriced", budget.Unpriced)) is { } wrong)
                {
                    return wrong;
                }
            }

            for (var s = 0; s < state.Positions.Assets; s++)
            {
                if (Judge(a, $"asset {s}", in state.Positions.Asset(a, s)) is { } wrong)
                {
                    return wrong;
                }
            }

            for (var g = 0; g < state.Positions.Groups; g++)
            {
                if (Differ(a, $"group {g} exposure", state.Positions.Group(a, g).Exposure.Units) is { } wrong)
                {
                    return wrong;
                }
            }
        }

        return null;
    }

    private string? Judge(int account, string whose, in BudgetEntry budget) =>
        Differ(account, $"{whose} exposure", budget.Exposure.Units)
        ?? Differ(account, $"{whose} open profit", budget.Open.Units)
        ?? Differ(account, $"{whose} realised profit", budget.Realised.Units);

    private (long Buys, long Sells) Working(Predicate<OrderEntry> belongs)
    {
        long buys = 0;
        long sells = 0;
        foreach (var order in _orders)
        {
            if (belongs(order))
            {
                buys += order.Side == OrderSide.Buy ? order.RemainingUnits : 0;
                sells += order.Side == OrderSide.Sell ? order.RemainingUnits : 0;
            }
        }

        return (buys, sells);
    }

    private long Best(int account, int instrument, OrderSide side)
    {
        long best = 0;
        foreach (var order in _orders)
        {
            if (order.Rests && order.Account == account && order.Instrument == instrument && order.Side == side)
            {
                var price = order.WorstPrice.Units;
                best = best == 0 ? price : side == OrderSide.Buy ? Math.Max(best, price) : Math.Min(best, price);
            }
        }

        return best;
    }

    private long OldestQuote(int account)
    {
        var oldest = long.MaxValue;
        for (var i = 0; i < _instruments; i++)
        {
            ref readonly var quote = ref state.Quotes[new InstrumentId(i)];
            oldest = quote.Known && !state.Positions[account, i].IsIdle ? Math.Min(oldest, quote.TimeNanos) : oldest;
        }

        return oldest;
    }

    private static Int128 Steps(Int128 exposure)
    {
        var step = Int128.One << Ratio.StepBits;
        return Int128.Min((exposure + step - 1) / step, Ratio.StepsMax);
    }

    private void Count(int account, string total, Int128 amount)
    {
        var key = $"account {account} {total}";
        _expected[key] = _expected.GetValueOrDefault(key) + amount;
    }

    private string? Differ(int account, string total, Int128 held)
    {
        var key = $"account {account} {total}";
        return Differ(key, held, _expected.GetValueOrDefault(key));
    }

    private static string? Differ(string what, Int128 held, Int128 expected) =>
        held == expected ? null : $"{what}: the book has {held}, orders and positions make {expected}";
}
