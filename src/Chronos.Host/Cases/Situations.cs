using System.Globalization;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>
/// Scripts that may be decided differently by two policies that differ in one place. They know no gate: how the value is
/// counted says what to vary (time, number of orders, price, size), and the two values say where.
/// </summary>
internal sealed class Situations
{
    private const int PairsMax = 4;
    private const int OrdersMax = 600;
    private const int DaysOfWeek = 7;
    private const long DayNanos = 86_400_000_000_000;
    private const int BpsPerUnit = 10_000;

    private readonly Policy _before;
    private readonly Policy _after;
    private readonly PolicyChange _change;
    private readonly List<long> _values;

    /// <summary>Situations for one change.</summary>
    public Situations(Policy before, Policy after, PolicyChange change)
    {
        _before = before;
        _after = after;
        _change = change;
        _values = Values(change);
    }

    /// <summary>All of them, the likely ones first. Lazy: most searches end soon.</summary>
    public IEnumerable<CaseScript> All()
    {
        foreach (var pair in Pairs())
        {
            if (Market(pair) is { } market)
            {
                foreach (var script in Plain(market).Concat(Counted(market)).Concat(Sized(market)).Concat(Starts(market)))
                {
                    yield return script;
                }
            }
        }
    }

    /// <summary>The values before and after as written, and their neighbours.</summary>
    private static List<long> Values(PolicyChange change)
    {
        var values = new SortedSet<long>();
        foreach (var text in new[] { change.From, change.To })
        {
            var written = text?.Trim('"');
            if (written is null || FixedPoint.TryParse(written, out var units) != FixedPointResult.Ok)
            {
                continue;
            }

            var value = change.Key.Kind is PolicyKind.Notional or PolicyKind.Quantity or PolicyKind.Fraction ? units : units / FixedPoint.Scale;
            values.UnionWith([value, value + 1, Math.Max(0, value - 1)]);
        }

        return [.. values];
    }

    /// <summary>Strategy and instrument of every mandate either policy has, those the change names first.</summary>
    private IEnumerable<(string Strategy, string Instrument)> Pairs()
    {
        var pairs = PairsOf(_after).Concat(PairsOf(_before)).Distinct().ToList();
        return pairs.OrderByDescending(Named).Take(PairsMax);

        int Named((string Strategy, string Instrument) pair) => Count(pair.Strategy) + Count(pair.Instrument);
        int Count(string name) => _change.Path.Contains(name, StringComparison.Ordinal) ? 1 : 0;
    }

    private static IEnumerable<(string Strategy, string Instrument)> PairsOf(Policy policy) => policy.Mandates.Select(
        m => (policy.Strategies[m.Strategy.Value].Name, policy.Instruments[m.Instrument.Value].Symbol));

    /// <summary>A market in which a small order passes under one of the two policies; null when none is found.</summary>
    private SituationMarket? Market((string Strategy, string Instrument) pair)
    {
        SituationMarket? first = null;
        foreach (var policy in new[] { _after, _before })
        {
            foreach (var market in SituationMarket.Of(policy, pair.Strategy, pair.Instrument))
            {
                first ??= market;
                if (Script(market, market.Order(OrderSide.Buy)).Play(policy).Passes)
                {
                    return market;
                }
            }
        }

        // Where nothing ever passes, a change of what is forbidden may still show on the way out.
        return first;
    }

    /// <summary>Positions come first: of one the venue has told before, a later word only confirms.</summary>
    private static CaseScript Script(SituationMarket market, CaseProposal proposal, params IEnumerable<CaseStep> more)
    {
        var steps = more.ToList();
        return new() { Steps = [.. steps.OfType<PositionStep>(), .. market.Ready, .. steps.Where(s => s is not PositionStep)], Proposal = proposal };
    }

    private static CaseScript[] Both(SituationMarket market, Func<OrderSide, CaseScript> script) =>
        [script(OrderSide.Buy), script(OrderSide.Sell)];

    /// <summary>Orders of every side, type and time in force, into a market that holds still.</summary>
    private static IEnumerable<CaseScript> Plain(SituationMarket market)
    {
        foreach (var side in new[] { OrderSide.Buy, OrderSide.Sell })
        {
            foreach (var type in new[] { OrderType.Limit, OrderType.Market })
            {
                foreach (var time in Enum.GetValues<TimeInForce>().Where(t => t != 0))
                {
                    yield return Script(market, market.Order(side) with { Type = type, TimeInForce = time });
                }
            }

            var opposite = market.Position(side == OrderSide.Buy ? -1 : 1);
            yield return Script(market, market.Order(side) with { Quantity = market.Lot }, opposite);
            yield return Script(market, market.Order(side) with { LimitPrice = market.Off(side, 3, 2) });
        }
    }

    private IEnumerable<CaseScript> Counted(SituationMarket market) => _change.Key.Kind switch
    {
        PolicyKind.Millis => _values.SelectMany(v => Timed(market, v)),
        PolicyKind.Count => _values.SelectMany(v => Repeated(market, v)),
        PolicyKind.Bps => _values.SelectMany(v => Priced(market, v)),
        PolicyKind.Percent => _values.SelectMany(v => Percented(market, v)),
        PolicyKind.Fraction => _values.SelectMany(v => Parted(market, v)),
        PolicyKind.Notional => _values.SelectMany(v => Valued(market, v)),
        _ => [],
    };

    private static IEnumerable<CaseScript> Timed(SituationMarket market, long millis)
    {
        if (millis == 0)
        {
            yield break;
        }

        foreach (var script in Both(market, side => Script(market, market.Order(side), new WaitStep(millis))))
        {
            yield return script;
        }

        yield return Script(market, market.Order(OrderSide.Buy), new WaitStep(millis), market.Quote);
        yield return Script(market, market.Order(OrderSide.Buy), new WaitStep(millis), market.Account);
        yield return Script(market, market.Order(OrderSide.Buy) with { AgeMillis = millis });
        yield return Script(market, market.Order(OrderSide.Buy) with { AgeMillis = -millis });
        yield return Script(market, market.Order(OrderSide.Buy), market.Quote with { VenueLagMillis = millis });
        yield return Script(market, market.Order(OrderSide.Buy), market.Quote with { VenueLagMillis = -millis });
        foreach (var fate in Enum.GetValues<OrderFate>())
        {
            foreach (var times in market.Counts.Where(c => c <= OrdersMax))
            {
                yield return Script(
                    market, market.Order(OrderSide.Buy), market.Propose(OrderSide.Buy, fate, (int)times), new WaitStep(millis), market.Quote, market.Account);
            }
        }

        // In and out again, at a loss or not, and back in.
        foreach (var loss in new[] { 0, 2 })
        {
            yield return Script(
                market,
                market.Order(OrderSide.Buy),
                market.Propose(OrderSide.Buy, OrderFate.Filled, 1),
                market.Propose(OrderSide.Sell, OrderFate.Filled, 1) with { FillPrice = market.Off(OrderSide.Sell, -loss, 1) },
                new WaitStep(millis),
                market.Quote,
                market.Account);
        }
    }

    private static IEnumerable<CaseScript> Repeated(SituationMarket market, long count)
    {
        if (count > OrdersMax)
        {
            yield return Script(market, market.Order(OrderSide.Buy) with { Id = (ulong)count });
            yield return Script(market, market.Order(OrderSide.Buy) with { Id = (ulong)count + 1 }, market.Propose(OrderSide.Buy, OrderFate.Canceled, 1));
            yield break;
        }

        foreach (var fate in Enum.GetValues<OrderFate>())
        {
            foreach (var every in new[] { 0, 20, 200 })
            {
                yield return Script(market, market.Order(OrderSide.Buy), market.Burst(fate, (int)count, every));
            }
        }

        // Round trips, each at a loss.
        yield return Script(market, market.Order(OrderSide.Buy), Enumerable.Range(0, (int)Math.Min(count, 50)).SelectMany(_ => new CaseStep[]
        {
            market.Propose(OrderSide.Buy, OrderFate.Filled, 1),
            market.Propose(OrderSide.Sell, OrderFate.Filled, 1) with { FillPrice = market.Off(OrderSide.Sell, -1, 1), EveryMillis = 200 },
            market.Quote,
        }));

        foreach (var script in Both(market, side => Script(market, market.Order(side) with { LimitPrice = market.Past(side, count) })))
        {
            yield return script;
        }

        foreach (var script in Both(market, side => Script(market, market.Order(side) with { LimitPrice = market.Past(side, -count) })))
        {
            yield return script;
        }
    }

    private static IEnumerable<CaseScript> Priced(SituationMarket market, long bps)
    {
        foreach (var side in new[] { OrderSide.Buy, OrderSide.Sell })
        {
            yield return Script(market, market.Order(side) with { LimitPrice = market.Off(side, bps, BpsPerUnit) });
            yield return Script(market, market.Order(side) with { LimitPrice = market.Off(side, -bps, BpsPerUnit) });
            yield return Script(market, market.Order(side) with { LimitPrice = market.Off(side, -bps - 1, BpsPerUnit) });
            yield return Script(market, market.Order(side) with { Type = OrderType.Market });
        }

        foreach (var moved in new[] { market.Spread(bps), market.Moved(bps), market.Moved(-bps) })
        {
            foreach (var script in Both(market, side => Script(market, market.Order(side) with { LimitPrice = side == OrderSide.Buy ? moved.Ask : moved.Bid }, new WaitStep(100), moved)))
            {
                yield return script;
            }
        }
    }

    private static CaseScript[] Percented(SituationMarket market, long percent)
    {
        var units = Int128.Max(1, (Int128)market.Order(OrderSide.Buy).Quantity.Units * 100 / Math.Max(1, percent));
        return units > Bounds.QuantityUnitsMax ? [] : Both(market, side => Script(market, market.Order(side), market.Thin(Quantity.FromUnits((long)units))));
    }

    private static IEnumerable<CaseScript> Parted(SituationMarket market, long units)
    {
        if (units <= FixedPoint.Scale)
        {
            yield return Script(market, market.Order(OrderSide.Buy) with { ConfidencePpm = (int)(units / 100) });
            yield return Script(market, market.Order(OrderSide.Buy) with { ConfidencePpm = (int)Math.Max(0, units / 100 - 1) });
        }

        var loss = (Int128)market.Account.Balance.Units * units / FixedPoint.Scale;
        foreach (var script in loss > long.MaxValue ? [] : Lost(market, (long)loss))
        {
            yield return script;
        }
    }

    private static IEnumerable<CaseScript> Valued(SituationMarket market, long units)
    {
        foreach (var script in Lost(market, units))
        {
            yield return script;
        }

        var shown = (Int128)units * FixedPoint.Scale / market.Quote.Ask.Units;
        if (shown > 0 && shown < Bounds.QuantityUnitsMax)
        {
            yield return Script(market, market.Order(OrderSide.Buy), market.Thin(Quantity.FromUnits((long)shown)));
            yield return Script(market, market.Order(OrderSide.Buy) with { Quantity = market.WholeLots((long)shown) });
            yield return Script(market, market.Order(OrderSide.Buy) with { Quantity = market.WholeLots((long)shown + market.Lot.Units) });
        }
    }

    /// <summary>Open losses around an amount: a position the account already has, and a market that falls by one part in a hundred.</summary>
    private static IEnumerable<CaseScript> Lost(SituationMarket market, long loss)
    {
        var fallen = market.Moved(-100);
        var fall = market.Quote.Bid.Units - fallen.Bid.Units;
        foreach (var percent in new[] { 99, 100, 101, 110 })
        {
            var units = fall <= 0 ? 0 : (Int128)loss * percent / 100 * FixedPoint.Scale / fall;
            if (units > 0 && units < Bounds.QuantityUnitsMax)
            {
                var held = market.PositionOf(market.WholeLots((long)units));
                foreach (var script in Both(market, side => Script(
                    market, market.Order(side) with { LimitPrice = side == OrderSide.Buy ? fallen.Ask : fallen.Bid }, held, market.Quote, new WaitStep(100), fallen)))
                {
                    yield return script;
                }
            }
        }
    }

    /// <summary>Large orders that may be cut, on books that hold something already and with more or less money.</summary>
    private IEnumerable<CaseScript> Sized(SituationMarket market)
    {
        foreach (var balance in market.Balances)
        {
            foreach (var part in new[] { 0, 50, -50, 90 })
            {
                foreach (var side in new[] { OrderSide.Buy, OrderSide.Sell })
                {
                    var large = market.Order(side) with { Quantity = market.Largest(_before, _after), Flags = ProposalFlags.AllowResize };
                    CaseStep[] held = part == 0 ? [] : [market.PartOfLimit(part)];
                    yield return Script(market, large, [.. held, market.Account with { Balance = balance }, market.Quote]);
                    yield return Script(
                        market, large, [.. held, market.Account with { Balance = balance }, market.Quote, market.Propose(side, OrderFate.Acknowledged, 1)]);
                }
            }

            foreach (var other in market.Others)
            {
                yield return Script(
                    market,
                    market.Order(OrderSide.Buy) with { Quantity = market.Largest(_before, _after), Flags = ProposalFlags.AllowResize },
                    [.. other, market.Account with { Balance = balance }]);
            }
        }
    }

    /// <summary>Other days and hours, where the change is one of times.</summary>
    private IEnumerable<CaseScript> Starts(SituationMarket market)
    {
        var starts = new SortedSet<long>();
        if (_change.Key.Section == PolicyCatalog.Session)
        {
            for (var day = 0; day < DaysOfWeek; day++)
            {
                var midnight = CaseScript.UsualStartNanos - CaseScript.UsualStartNanos % DayNanos + day * DayNanos;
                starts.Add(midnight + DayNanos / 2);
                foreach (var text in new[] { _change.From, _change.To })
                {
                    if (TimeOnly.TryParseExact(text?.Trim('"'), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                    {
                        starts.UnionWith([midnight + time.Ticks * 100, midnight + time.Ticks * 100 - 60_000_000_000]);
                    }
                }
            }
        }

        foreach (var node in new[] { _change.Place.From, _change.Place.To }.OfType<PolicyNode>())
        {
            foreach (var text in node.Children.Select(c => c.Text).Append(node.Text))
            {
                if (IsoTime.TryParse(text, out var nanos) && nanos > 0)
                {
                    starts.UnionWith([nanos, nanos - DayNanos, nanos + DayNanos, nanos - 1_000_000_000]);
                }
            }
        }

        return starts.SelectMany(start => Both(market, side => Script(market, market.Order(side)) with { StartNanos = start }));
    }
}
