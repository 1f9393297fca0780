namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Contract orders and positions: margin before, money after. Used under the exchange's lock.</summary>
internal sealed class ContractDesk(Venue venue) : ISettlement
{
    private const int MoneyDecimals = 8;
    private const int FundingsMax = 1_000;

    /// <summary>Judges an order and gives it to the book.</summary>
    public Order Place(Account account, OrderRequest request)
    {
        var market = venue.Market(Product.Contract, request.Instrument.Symbol);
        if (venue.Switches.DuplicateClientOrderIds == DuplicateIds.Refuse
            && account.FindOrder(Product.Contract, request.ClientOrderId) is not null)
        {
            throw WireException.Validate($"Duplicate newClientOrderId {request.ClientOrderId}.");
        }

        if (venue.Switches.DuplicateClientOrderIds == DuplicateIds.Idempotent
            && account.FindOrder(Product.Contract, request.ClientOrderId) is { IsOpen: true } active)
        {
            return active;
        }

        OrderRules.Check(request, market, venue.ReferencePrice(market));
        venue.CheckOpenOrders(account, Product.Contract);
        var order = Accepted(account, request);
        if (venue.Switches.PostOnlyCross == PostOnlyCross.Refuse && request.TimeInForce == TimeInForce.PostOnly
            && Matcher.Fillable(market, request.Side, request.Price) > 0)
        {
            throw WireException.Precondition("a POST_ONLY order would match at once");
        }

        if (order.IsOpening)
        {
            CheckOpen(market, order);
        }
        else
        {
            CheckClose(order);
        }

        account.Add(order);
        order.Slices = venue.TakeSlices(request.Instrument);
        PlaceExits(account, request, order);
        venue.Matcher.Submit(market, order);
        venue.CheckTriggers(market);
        return order;
    }

    /// <summary>Closes a position at market after canceling the orders that would close it; answers the order.</summary>
    public Order Close(Position position)
    {
        var market = venue.Market(Product.Contract, position.Instrument.Symbol);
        var side = position.Side == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy;
        foreach (var resting in position.Account.OpenOrders.Values
            .Where(o => o.Instrument == position.Instrument && o.PositionSide == position.Side && o.Side == side).ToArray())
        {
            venue.Matcher.Cancel(market, resting, "CLOSE_POSITION");
        }

        return Place(position.Account, new OrderRequest
        {
            Instrument = position.Instrument,
            ClientOrderId = "close-" + WireText.Of((decimal)venue.Ids.Next()),
            Side = side,
            PositionSide = position.Side,
            Type = OrderType.Market,
            TimeInForce = TimeInForce.Ioc,
            Quantity = position.Size,
            ReduceOnly = true,
        });
    }

    /// <summary>What may still be bound in margin: balance and cross profit, less margins and orders. May be below 0.</summary>
    public decimal Available(Account account, string asset, long asOf = long.MaxValue)
    {
        var positions = account.PositionsAt(asOf).Where(p => p.Instrument.QuoteAsset == asset).ToArray();
        return (account.Wallet(Product.Contract, asset).At(asOf)?.Balance ?? 0)
            + positions.Where(p => p.MarginType == MarginType.Crossed).Sum(p => p.UnrealizedPnl(MarkOf(p)) - Margin(p))
            - positions.Where(p => p.MarginType == MarginType.Isolated).Sum(p => p.IsolatedMargin)
            - Frozen(account, asset, asOf);
    }

    /// <summary>What open orders keep.</summary>
    public static decimal Frozen(Account account, string asset, long asOf = long.MaxValue) =>
        (asOf == long.MaxValue ? account.OpenOrders.Values.AsEnumerable() : account.OrdersAt(Product.Contract, asOf))
            .Where(o => o.Instrument.Product == Product.Contract && o.Instrument.QuoteAsset == asset)
            .Sum(o => o.FrozenMargin);

    public decimal Unrealized(Account account, string asset, long asOf = long.MaxValue) => account.PositionsAt(asOf)
        .Where(p => p.Instrument.QuoteAsset == asset)
        .Sum(p => p.UnrealizedPnl(MarkOf(p)));

    /// <summary>What an open position binds, rounded up to 8 decimals.</summary>
    public decimal Margin(Position position) => position.Size == 0
        ? 0
        : venue.Switches.MarginAtMark ? position.MarginAt(MarkOf(position)) : position.MarginAtCost;

    public decimal MarkOf(Position position) => venue.Market(Product.Contract, position.Instrument.Symbol).Mark;

    public Fill Settle(Order order, decimal price, decimal quantity, bool isMaker, long id, long time)
    {
        var instrument = order.Instrument;
        var value = price * quantity;
        var fee = Money(value * (isMaker ? instrument.MakerFeeRate : instrument.TakerFeeRate));
        var realized = order.IsOpening ? Open(order, value, quantity, fee, id, time) : CloseIn(order, value, quantity, fee, id, time);
        var kind = (order.IsOpening ? "position_open_" : "position_close_") + (order.PositionSide == PositionSide.Long ? "long" : "short");
        order.Account.Book(new Bill(
            id, Product.Contract, instrument.QuoteAsset, instrument.Symbol, kind, realized - fee, 0, fee, quantity, value, time));
        return new Fill(id, order, price, quantity, value, fee, instrument.QuoteAsset, realized, isMaker, time);
    }

    public void Tell(Fill fill)
    {
        var order = fill.Order;
        venue.Events.OnPosition(
            order.Account.AllPositions.Last(p => p.Instrument == order.Instrument && p.Side == order.PositionSide), "OrderUpdate");
        venue.Events.OnWallet(order.Account, Product.Contract, fill.FeeAsset, "OrderUpdate");
    }

    public void Ended(Order order)
    {
        if (order is { Filled: 0, Status: OrderStatus.Canceled })
        {
            foreach (var exit in order.Account.Algos.Values.Where(a => a.ParentOrderId == order.Id && a.IsOpen))
            {
                exit.Status = AlgoStatus.Canceled;
                exit.Changed(venue.Clock.ServerTime);
            }
        }
    }

    /// <summary>Moves what longs and shorts owe each other at a settlement.</summary>
    public void Fund(Market market, long time)
    {
        if (market.Fundings.Count == FundingsMax)
        {
            market.Fundings.RemoveAt(0);
        }

        market.Fundings.Add((time, market.FundingRate, market.Mark));
        foreach (var account in venue.Accounts)
        {
            foreach (var position in account.PositionsAt(long.MaxValue).Where(p => p.Instrument == market.Instrument).ToArray())
            {
                var due = Money(position.Size * market.Mark * market.FundingRate);
                var amount = position.Side == PositionSide.Long ? -due : due;
                position.FundingFee += amount;
                position.CumFundingFee += amount;
                position.UpdatedMatch = venue.Ids.Next();
                position.Changed(time);
                account.Book(new Bill(
                    position.UpdatedMatch, Product.Contract, market.Instrument.QuoteAsset, market.Instrument.Symbol,
                    "position_funding", amount, 0, 0, position.Size, position.Size * market.Mark, time));
                venue.Events.OnPosition(position, "PositionFundingSettle");
                venue.Events.OnWallet(account, Product.Contract, market.Instrument.QuoteAsset, "PositionFundingSettle");
            }
        }
    }

    private static decimal Money(decimal amount) => decimal.Round(amount, MoneyDecimals, MidpointRounding.AwayFromZero);

    private static decimal Open(Position position, Order order, decimal value, decimal quantity, decimal fee)
    {
        position.Size += quantity;
        position.OpenValue += value;
        position.OpenFee += fee;
        position.CumOpenSize += quantity;
        position.CumOpenValue += value;
        position.CumOpenFee += fee;
        if (position.MarginType == MarginType.Isolated)
        {
            position.IsolatedMargin += decimal.Round(value / order.Leverage, MoneyDecimals, MidpointRounding.ToPositiveInfinity);
        }

        return 0;
    }

    private static decimal Open(Order order, decimal value, decimal quantity, decimal fee, long id, long time)
    {
        var account = order.Account;
        var key = (order.Instrument.Symbol, order.PositionSide);
        if (!account.Positions.TryGetValue(key, out var position))
        {
            var setting = account.Setting(order.Instrument);
            position = new Position
            {
                Id = id, Account = account, Instrument = order.Instrument, Side = order.PositionSide, CreatedTime = time, CreatedMatch = id,
                MarginType = setting.MarginType, Leverage = order.Leverage,
            };
            account.Add(position);
        }

        var realized = Open(position, order, value, quantity, fee);
        Change(position, id, time);
        return realized;
    }

    private static decimal CloseIn(Order order, decimal value, decimal quantity, decimal fee, long id, long time)
    {
        var account = order.Account;
        var key = (order.Instrument.Symbol, order.PositionSide);
        var position = account.Positions[key];
        var isAll = quantity == position.Size;
        var cost = isAll ? position.OpenValue : Money(position.OpenValue * quantity / position.Size);
        position.IsolatedMargin = isAll ? 0 : position.IsolatedMargin - Money(position.IsolatedMargin * quantity / position.Size);
        position.OpenFee = isAll ? 0 : position.OpenFee - Money(position.OpenFee * quantity / position.Size);
        position.Size -= quantity;
        position.OpenValue -= cost;
        position.CumCloseSize += quantity;
        position.CumCloseValue += value;
        position.CumCloseFee += fee;
        if (isAll)
        {
            account.Positions.Remove(key);
        }

        Change(position, id, time);
        return position.Side == PositionSide.Long ? value - cost : cost - value;
    }

    private static void Change(Position position, long match, long time)
    {
        position.UpdatedMatch = match;
        position.Changed(time);
    }

    private void CheckOpen(Market market, Order order)
    {
        var account = order.Account;
        var held = account.Positions.GetValueOrDefault((order.Instrument.Symbol, order.PositionSide))?.Size ?? 0;
        var waiting = account.OpenOrders.Values
            .Where(o => o.Instrument == order.Instrument && o.PositionSide == order.PositionSide && o.IsOpening)
            .Sum(o => o.Remaining);
        if (held + waiting + order.Quantity > order.Instrument.MaxPositionSize)
        {
            throw new WireException(-3007, $"The position would be above {WireText.Of(order.Instrument.MaxPositionSize)}.", isBusiness: true);
        }

        var worst = order.Type == OrderType.Market
            ? order.MarginFor(1, Matcher.CostOf(market, order.Side, order.Quantity))
            : order.MarginFor(order.Quantity, order.Side == OrderSide.Sell ? Math.Max(order.Price, market.Best(OrderSide.Buy) ?? 0) : order.Price);
        var available = Available(account, order.Instrument.QuoteAsset);
        if (worst > available)
        {
            throw venue.Insufficient(
                $"Available margin is not enough. Available is {WireText.Short(Math.Max(available, 0))}, needed is {WireText.Short(worst)}");
        }
    }

    private static void CheckClose(Order order)
    {
        var held = order.Account.Positions.GetValueOrDefault((order.Instrument.Symbol, order.PositionSide))?.Size ?? 0;
        var waiting = order.Account.OpenOrders.Values
            .Where(o => o.Instrument == order.Instrument && o.PositionSide == order.PositionSide && !o.IsOpening)
            .Sum(o => o.Remaining);
        if (order.Quantity > held - waiting)
        {
            throw WireException.Precondition(
                $"position side invalid: {WireText.Short(held - waiting)} can be closed, order is {WireText.Short(order.Quantity)}", "40015");
        }
    }

    private void PlaceExits(Account account, OrderRequest request, Order order)
    {
        foreach (var (trigger, type, working) in new[]
        {
            (request.TakeProfitTrigger, AlgoType.TakeProfitMarket, request.TakeProfitWorking),
            (request.StopLossTrigger, AlgoType.StopMarket, request.StopLossWorking),
        })
        {
            if (trigger > 0)
            {
                venue.Algos.Add(new AlgoOrder
                {
                    Id = venue.Ids.Next(), Account = account, Instrument = request.Instrument, ClientAlgoId = "",
                    Type = type, Side = order.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy, PositionSide = order.PositionSide,
                    Quantity = order.Quantity, TriggerPrice = trigger, WorkingType = working, ReduceOnly = true,
                    ParentOrderId = order.Id, CreateTime = venue.Clock.ServerTime,
                });
            }
        }
    }

    private Order Accepted(Account account, OrderRequest request)
    {
        var time = venue.Clock.ServerTime;
        return new Order
        {
            Id = venue.Ids.Next(), Account = account, Instrument = request.Instrument, ClientOrderId = request.ClientOrderId,
            Side = request.Side, PositionSide = request.PositionSide, Type = request.Type, TimeInForce = request.TimeInForce,
            Price = request.Type == OrderType.Market ? 0 : request.Price, Quantity = request.Quantity, ReduceOnly = request.ReduceOnly,
            StopPrice = request.StopPrice, WorkingType = request.WorkingType, TakeProfitTrigger = request.TakeProfitTrigger,
            StopLossTrigger = request.StopLossTrigger, Time = time, UpdateTime = time, Sequence = venue.NextSequence(),
            Leverage = account.Positions.GetValueOrDefault((request.Instrument.Symbol, request.PositionSide))?.Leverage
                ?? account.Setting(request.Instrument).Leverage(request.PositionSide),
        };
    }
}
