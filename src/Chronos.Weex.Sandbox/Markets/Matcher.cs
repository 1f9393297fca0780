namespace Chronos.Weex.Sandbox.Markets;

/// <summary>Price-time priority among our orders and the market's liquidity. Used under the exchange's lock.</summary>
internal sealed class Matcher(IExchangeEvents events, IdSequence ids, SandboxClock clock, Func<Market, long> nextVersion)
{
    private readonly Dictionary<Product, ISettlement> _settlements = [];

    public void Settles(Product product, ISettlement settlement) => _settlements.Add(product, settlement);

    /// <summary>What could be filled at once at the order's limit.</summary>
    public static decimal Fillable(Market market, OrderSide side, decimal? limit)
    {
        var other = Other(side);
        return market.Liquidity(other).Levels.Where(l => Crosses(side, limit, l.Price)).Sum(l => l.Quantity)
            + market.Resting(other).Where(o => Crosses(side, limit, o.Price)).Sum(o => o.Remaining);
    }

    /// <summary>What filling so much at once would cost.</summary>
    public static decimal CostOf(Market market, OrderSide side, decimal quantity)
    {
        var cost = 0m;
        foreach (var level in market.Window(Other(side), int.MaxValue))
        {
            var part = Math.Min(quantity, level.Quantity);
            cost += part * level.Price;
            quantity -= part;
            if (quantity == 0)
            {
                break;
            }
        }

        return cost;
    }

    /// <summary>Takes an accepted order in: fills what crosses, and rests or cancels what is left.</summary>
    public void Submit(Market market, Order order)
    {
        var limit = Limit(order);
        var crosses = market.Best(Other(order.Side)) is { } best && Crosses(order.Side, limit, best);
        order.Changed(clock.ServerTime);
        events.OnOrder(order);
        if (order.TimeInForce == TimeInForce.PostOnly && crosses)
        {
            End(market, order, "POST_ONLY_WOULD_CROSS");
        }
        else if (order.TimeInForce == TimeInForce.Fok && Fillable(market, order.Side, limit) < order.Quantity)
        {
            End(market, order, "FOK_CANNOT_FILL");
        }
        else
        {
            Take(market, order);
            if (order.IsOpen && order.Type == OrderType.Limit && order.TimeInForce is TimeInForce.Gtc or TimeInForce.PostOnly)
            {
                market.Rest(order);
            }
            else if (order.IsOpen)
            {
                End(market, order, "IOC_REMAINDER");
            }
        }

        Touched(market);
    }

    /// <summary>Fills resting orders that the market's new quote crosses, at their own prices.</summary>
    public void MatchQuote(Market market)
    {
        foreach (var side in new[] { OrderSide.Buy, OrderSide.Sell })
        {
            foreach (var order in market.Resting(side).ToArray())
            {
                order.Slices = null;
                var liquidity = market.Liquidity(Other(side));
                while (order.IsOpen && liquidity.Levels.Count != 0 && Crosses(side, order.Price, liquidity.Levels[0].Price))
                {
                    var quantity = Math.Min(order.Remaining, liquidity.Levels[0].Quantity);
                    liquidity.Take(quantity);
                    Execute(market, order, order.Price, quantity, isMaker: true);
                    Print(market, order.Price, quantity, isBuyerMaker: side == OrderSide.Buy);
                }
            }
        }

        Touched(market);
    }

    /// <summary>Takes an open order out of the book.</summary>
    public void Cancel(Market market, Order order, string reason)
    {
        End(market, order, reason);
        Touched(market);
    }

    private void Take(Market market, Order order)
    {
        var limit = Limit(order);
        var other = Other(order.Side);
        while (order.Remaining > 0)
        {
            var allowed = order.Slices is null ? order.Remaining : order.Slices.TryDequeue(out var slice) ? slice : 0;
            var resting = market.Resting(other).FirstOrDefault(o => o.Slices is not { Count: 0 });
            var level = market.Liquidity(other).Levels is { Count: > 0 } levels ? levels[0] : (PriceLevel?)null;
            var isOurs = resting is not null && (level is null || Better(other, resting.Price, level.Value.Price)
                || (resting.Price == level.Value.Price && resting.Sequence < market.QuoteSequence));
            var price = isOurs ? resting!.Price : level?.Price;
            if (allowed <= 0 || price is null || !Crosses(order.Side, limit, price.Value))
            {
                return;
            }

            var quantity = Math.Min(Math.Min(order.Remaining, allowed), isOurs ? resting!.Remaining : level!.Value.Quantity);
            if (isOurs)
            {
                Execute(market, resting!, price.Value, quantity, isMaker: true);
            }
            else
            {
                market.Liquidity(other).Take(quantity);
            }

            Execute(market, order, price.Value, quantity, isMaker: false);
            Print(market, price.Value, quantity, isBuyerMaker: order.Side == OrderSide.Sell);
        }
    }

    private void Execute(Market market, Order order, decimal price, decimal quantity, bool isMaker)
    {
        var settlement = _settlements[order.Instrument.Product];
        var fill = settlement.Settle(order, price, quantity, isMaker, ids.Next(), clock.ServerTime);
        order.Filled += quantity;
        order.FilledValue += fill.Value;
        order.Fee += fill.Fee;
        order.RealizedPnl += fill.RealizedPnl;
        order.LatestFillPrice = price;
        order.MaxFillPrice = Math.Max(order.MaxFillPrice, price);
        order.MinFillPrice = order.MinFillPrice == 0 ? price : Math.Min(order.MinFillPrice, price);
        order.Status = order.Remaining == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        order.Account.Add(fill);
        if (order.Status == OrderStatus.Filled)
        {
            Leave(market, order);
        }

        order.Changed(clock.ServerTime);
        events.OnFill(fill);
        events.OnOrder(order);
        settlement.Tell(fill);
        if (order.Status == OrderStatus.Filled)
        {
            settlement.Ended(order);
        }
    }

    private void End(Market market, Order order, string reason)
    {
        order.Status = OrderStatus.Canceled;
        order.CancelReason = reason;
        Leave(market, order);
        order.Changed(clock.ServerTime);
        events.OnOrder(order);
        _settlements[order.Instrument.Product].Ended(order);
    }

    private static void Leave(Market market, Order order)
    {
        market.Resting(order.Side).Remove(order);
        order.Account.OpenOrders.Remove(order.Id);
    }

    private void Print(Market market, decimal price, decimal quantity, bool isBuyerMaker) =>
        events.OnTrade(market, market.Print(price, quantity, isBuyerMaker, clock.ServerTime));

    private void Touched(Market market)
    {
        market.Version = nextVersion(market);
        events.OnBook(market);
    }

    private static decimal? Limit(Order order) => order.Type == OrderType.Market ? null : order.Price;

    private static bool Crosses(OrderSide side, decimal? limit, decimal price) =>
        limit is null || (side == OrderSide.Buy ? price <= limit : price >= limit);

    private static bool Better(OrderSide side, decimal a, decimal b) => side == OrderSide.Buy ? a > b : a < b;

    private static OrderSide Other(OrderSide side) => side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
}
