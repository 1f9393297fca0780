namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Spot orders: balance before, assets after. Used under the exchange's lock.</summary>
internal sealed class SpotDesk(Venue venue) : ISettlement
{
    private const int MoneyDecimals = 8;

    /// <summary>Judges an order and gives it to the book; an active order of the same client id is answered instead.</summary>
    public Order Place(Account account, OrderRequest request)
    {
        if (account.OpenOrders.Values.FirstOrDefault(
            o => o.Instrument.Product == Product.Spot && o.ClientOrderId == request.ClientOrderId) is { } active)
        {
            return active;
        }

        var market = venue.Market(Product.Spot, request.Instrument.Symbol);
        OrderRules.Check(request, market, venue.ReferencePrice(market));
        venue.CheckOpenOrders(account, Product.Spot);
        var time = venue.Clock.ServerTime;
        var order = new Order
        {
            Id = venue.Ids.Next(), Account = account, Instrument = request.Instrument, ClientOrderId = request.ClientOrderId,
            Side = request.Side, Type = request.Type, TimeInForce = request.TimeInForce, Quantity = request.Quantity,
            Price = request.Type == OrderType.Market ? 0 : request.Price, Time = time, UpdateTime = time, Sequence = venue.NextSequence(),
        };
        CheckFunds(market, order);
        account.Add(order);
        order.Slices = venue.TakeSlices(request.Instrument);
        venue.Matcher.Submit(market, order);
        Tell(order);
        return order;
    }

    /// <summary>Owned and not locked.</summary>
    public static decimal Free(Account account, string asset, long asOf = long.MaxValue) =>
        (account.Wallet(Product.Spot, asset).At(asOf)?.Balance ?? 0) - account.Locked(asset, asOf);

    public Fill Settle(Order order, decimal price, decimal quantity, bool isMaker, long id, long time)
    {
        var instrument = order.Instrument;
        var value = price * quantity;
        var rate = isMaker ? instrument.MakerFeeRate : instrument.TakerFeeRate;
        var isBuy = order.Side == OrderSide.Buy;
        var (received, receivedAsset) = isBuy ? (quantity, instrument.BaseAsset) : (value, instrument.QuoteAsset);
        var (given, givenAsset) = isBuy ? (value, instrument.QuoteAsset) : (quantity, instrument.BaseAsset);
        var fee = decimal.Round(received * rate, MoneyDecimals, MidpointRounding.AwayFromZero);
        var bill = new Bill(id, Product.Spot, givenAsset, instrument.Symbol, "trade_out", -given, 0, 0, quantity, value, time);
        order.Account.Book(bill);
        order.Account.Book(bill with
        {
            Id = venue.Ids.Next(), Asset = receivedAsset, Type = "trade_in", Amount = received - fee, Fee = fee,
        });
        return new Fill(id, order, price, quantity, value, fee, receivedAsset, 0, isMaker, time);
    }

    public void Tell(Fill fill) => Tell(fill.Order);

    public void Ended(Order order) => Tell(order);

    private void Tell(Order order)
    {
        venue.Events.OnWallet(order.Account, Product.Spot, order.Instrument.BaseAsset, "OrderUpdate");
        venue.Events.OnWallet(order.Account, Product.Spot, order.Instrument.QuoteAsset, "OrderUpdate");
    }

    private void CheckFunds(Market market, Order order)
    {
        var (asset, need) = order.Side == OrderSide.Sell
            ? (order.Instrument.BaseAsset, order.Quantity)
            : (order.Instrument.QuoteAsset, order.Type == OrderType.Limit
                ? order.Quantity * order.Price
                : Matcher.CostOf(market, order.Side, order.Quantity));
        var free = Free(order.Account, asset);
        if (need > free)
        {
            throw venue.Insufficient(
                $"Available balance is not enough. Available is {WireText.Short(free)} {asset}, needed is {WireText.Short(need)}");
        }
    }
}
