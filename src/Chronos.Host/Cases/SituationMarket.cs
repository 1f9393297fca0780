using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>
/// One strategy and instrument with a quote, a balance and a small order that obeys the instrument's steps: what situations
/// are made of.
/// </summary>
internal sealed class SituationMarket
{
    private const int BpsPerUnit = 10_000;

    private readonly Policy _policy;
    private readonly Instrument _instrument;
    private readonly MandateTerms _terms;
    private readonly string _strategy;
    private readonly string _account;
    private readonly long _quantity;
    private readonly long _price;

    private SituationMarket(Policy policy, MandateTerms terms, long price)
    {
        _policy = policy;
        _terms = terms;
        _instrument = policy.Instruments[terms.Instrument];
        _strategy = policy.Strategies[terms.Strategy].Name;
        _account = policy.Accounts[terms.Account].Name;
        _price = price;
        _quantity = SmallestOrder(_instrument, price);
        var deep = Quantity.FromUnits(Math.Min(Bounds.QuantityUnitsMax, Math.Max(1, _terms.PositionMax.Units) * 10));
        Quote = new QuoteStep(_instrument.Symbol, Price.FromUnits(price), deep, Price.FromUnits(price + _instrument.TickSize.Units), deep);
        Account = new AccountStep(_account, Balances[0]);
    }

    /// <summary>Bid and ask one tick apart, more shown than any order takes.</summary>
    public QuoteStep Quote { get; }

    /// <summary>The venue confirms balance and positions.</summary>
    public AccountStep Account { get; }

    /// <summary>The instrument's step of quantities.</summary>
    public Quantity Lot => _instrument.LotSize;

    /// <summary>Everything a first order needs: account told and every instrument quoted.</summary>
    public CaseStep[] Ready => [.. OtherQuotes(), Quote, Account];

    /// <summary>Balances around which equity could bind.</summary>
    public Notional[] Balances
    {
        get
        {
            var gross = _policy.Accounts[_terms.Account].GrossExposureMax.Units;
            return
            [
                Notional.FromUnits(Bounded((Int128)gross)), Notional.FromUnits(Bounded((Int128)gross * 100)), Notional.FromUnits(Bounded((Int128)gross / 10)),
                Notional.FromUnits(Bounded((Int128)gross / 100)),
            ];
        }
    }

    /// <summary>Numbers of orders the policy's own counts allow.</summary>
    public IEnumerable<long> Counts
    {
        get
        {
            var strategy = _policy.Strategies[_terms.Strategy];
            var venue = _policy.Venues[_terms.Venue];
            return new SortedSet<long>
            {
                strategy.Rates.SubmitsMax, strategy.Rates.CancelsMax, strategy.SameContentMax, strategy.RejectsMax, strategy.ExecutionsMax,
                strategy.LossStreakMax, _instrument.Rates.SubmitsMax, venue.Rates.SubmitsMax, venue.RejectsMax, 1,
            };
        }
    }

    /// <summary>Positions in the other instruments of the venue, told and quoted.</summary>
    public IEnumerable<CaseStep[]> Others
    {
        get
        {
            for (var i = 0; i < _policy.Instruments.Count; i++)
            {
                var other = _policy.Instruments[i];
                if (i != _terms.Instrument && other.Venue == _instrument.Venue)
                {
                    var quote = QuoteOf(other);
                    foreach (var sign in new[] { 1, -1 })
                    {
                        var half = other.PositionMax.Units / 2 / other.LotSize.Units * other.LotSize.Units;
                        yield return [quote, new PositionStep(_account, other.Symbol, Quantity.FromUnits(sign * half)), quote];
                    }
                }
            }
        }
    }

    /// <summary>Markets at prices of different sizes, finest steps first.</summary>
    public static IEnumerable<SituationMarket> Of(Policy policy, string strategy, string symbol)
    {
        if (!policy.Strategies.Any(s => s.Name == strategy) || !policy.Instruments.Any(i => i.Symbol == symbol))
        {
            yield break;
        }

        var terms = policy.TermsOf(policy.StrategyNamed(strategy), policy.InstrumentNamed(symbol));
        if (!terms.Allowed)
        {
            yield break;
        }

        foreach (var ticks in new[] { 100_000, 40_000, 10_000, 1_000_000, 1_000, 100, 10_000_000 })
        {
            var price = (Int128)terms.TickSize.Units * ticks;
            if (price <= Bounds.PriceUnitsMax / 4)
            {
                yield return new SituationMarket(policy, terms, (long)price);
            }
        }
    }

    /// <summary>A small limit order at the far touch.</summary>
    public CaseProposal Order(OrderSide side) => new()
    {
        Strategy = _strategy,
        Instrument = _instrument.Symbol,
        Side = side,
        Quantity = Quantity.FromUnits(_quantity),
        LimitPrice = side == OrderSide.Buy ? Quote.Ask : Quote.Bid,
    };

    /// <summary>The small order, before.</summary>
    public ProposeStep Propose(OrderSide side, OrderFate then, int times) => new(Order(side), then) { Times = times };

    /// <summary>Small orders in a row; those that are filled turn about, so that the position stays small.</summary>
    public IEnumerable<CaseStep> Burst(OrderFate fate, int times, int everyMillis)
    {
        if (fate != OrderFate.Filled)
        {
            return times == 0 ? [] : [Propose(OrderSide.Buy, fate, times) with { EveryMillis = everyMillis }, Quote, Account];
        }

        return Enumerable.Range(0, times)
            .Select(i => (CaseStep)(Propose(i % 2 == 0 ? OrderSide.Buy : OrderSide.Sell, fate, 1) with { EveryMillis = everyMillis }))
            .SelectMany(step => everyMillis == 0 ? [step] : new[] { step, Quote });
    }

    /// <summary>The venue says the account holds twice the small order; <paramref name="sign"/> says which way.</summary>
    public PositionStep Position(int sign) => PositionOf(Quantity.FromUnits(sign * 2 * _quantity));

    /// <summary>The venue says what the account holds.</summary>
    public PositionStep PositionOf(Quantity quantity) => new(_account, _instrument.Symbol, quantity);

    /// <summary>A part of the largest position, in percent.</summary>
    public PositionStep PartOfLimit(int percent) =>
        PositionOf(WholeLots((long)((Int128)_terms.PositionMax.Units * percent / 100)));

    /// <summary>An order larger than either policy lets pass, where there is such a one.</summary>
    public Quantity Largest(Policy before, Policy after)
    {
        var units = Math.Max(LargestOf(before), LargestOf(after));
        return WholeLots(Math.Min(units, Bounds.QuantityUnitsMax));
    }

    /// <summary>A price so many parts past the far touch; before it for less than none. On the tick, away from passing.</summary>
    public Price Off(OrderSide side, long parts, int whole)
    {
        var offset = (Int128)_price * parts / whole;
        var tick = _instrument.TickSize.Units;
        var price = side == OrderSide.Buy ? Quote.Ask.Units + offset : Quote.Bid.Units - offset;
        return Price.FromUnits((long)Int128.Clamp(price / tick * tick, tick, Bounds.PriceUnitsMax));
    }

    /// <summary>A price so many ticks past the far touch.</summary>
    public Price Past(OrderSide side, long ticks)
    {
        var tick = _instrument.TickSize.Units;
        var price = side == OrderSide.Buy ? Quote.Ask.Units + (Int128)ticks * tick : Quote.Bid.Units - (Int128)ticks * tick;
        return Price.FromUnits((long)Int128.Clamp(price, tick, Bounds.PriceUnitsMax));
    }

    /// <summary>The quote with bid and ask so far apart.</summary>
    public QuoteStep Spread(long bps) => Quote with { Ask = Off(OrderSide.Buy, bps, BpsPerUnit) };

    /// <summary>The quote moved as a whole.</summary>
    public QuoteStep Moved(long bps)
    {
        var bid = Off(OrderSide.Sell, -bps, BpsPerUnit);
        return Quote with { Bid = bid, Ask = Price.FromUnits(bid.Units + _instrument.TickSize.Units) };
    }

    /// <summary>The quote with little shown.</summary>
    public QuoteStep Thin(Quantity shown) => Quote with { BidSize = shown, AskSize = shown };

    /// <summary>Rounded towards zero.</summary>
    public Quantity WholeLots(long units) => Quantity.FromUnits(units / Lot.Units * Lot.Units);

    private static long Bounded(Int128 units) => (long)Int128.Clamp(units, 1, Bounds.NotionalUnitsMax);

    private static long LargestOf(Policy policy) =>
        policy.Instruments.Max(i => i.OrderQuantityMax.Units) / 2 + policy.Instruments.Max(i => i.PositionMax.Units) / 2 + FixedPoint.Scale;

    private static long SmallestOrder(Instrument instrument, long price)
    {
        var worth = (Int128)instrument.NotionalMin.Units * FixedPoint.Scale / price + 1;
        var units = Int128.Max(instrument.QuantityMin.Units, worth);
        var lots = (units + instrument.LotSize.Units - 1) / instrument.LotSize.Units;
        return (long)Int128.Min(lots * instrument.LotSize.Units, Bounds.QuantityUnitsMax);
    }

    private IEnumerable<QuoteStep> OtherQuotes() =>
        _policy.Instruments.Where(i => i.Symbol != _instrument.Symbol && i.Venue == _instrument.Venue).Select(QuoteOf);

    private QuoteStep QuoteOf(Instrument instrument)
    {
        var bid = (long)Int128.Min((Int128)instrument.TickSize.Units * 10_000, Bounds.PriceUnitsMax / 2);
        return new QuoteStep(
            instrument.Symbol, Price.FromUnits(bid), Quote.BidSize, Price.FromUnits(bid + instrument.TickSize.Units), Quote.AskSize);
    }
}
