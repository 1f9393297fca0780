namespace Chronos.Weex.Sandbox.Orders;

/// <summary>What the venue demands of the numbers of an order, on both products.</summary>
internal static class OrderRules
{
    public static void Check(OrderRequest request, Market market, decimal reference)
    {
        var instrument = request.Instrument;
        CheckTradable(instrument);
        CheckQuantity(instrument, request.Quantity, request.Type == OrderType.Market && IsOpening(request));
        if (!market.HasQuote)
        {
            throw WireException.Precondition($"{instrument.Symbol} has no price yet");
        }

        if (request.Type == OrderType.Limit)
        {
            CheckPrice(instrument, request.Price);
            CheckRatio(request, reference);
        }
    }

    public static void CheckTradable(Instrument instrument)
    {
        if (!instrument.ApiTrading)
        {
            throw new WireException(-1058, $"No permission to trade {instrument.Symbol} by API.");
        }
    }

    public static void CheckQuantity(Instrument instrument, decimal quantity, bool isMarketOpen)
    {
        if (!instrument.FitsStep(quantity))
        {
            throw new WireException(-1160, "The number of decimals of 'quantity' is wrong.");
        }

        if (quantity < instrument.MinOrderSize)
        {
            throw new WireException(-1140, $"'quantity' is below {WireText.Of(instrument.MinOrderSize)}.", legacyCode: "43006");
        }

        var max = isMarketOpen ? Math.Min(instrument.MaxOrderSize, instrument.MarketOpenLimitSize) : instrument.MaxOrderSize;
        if (quantity > max)
        {
            throw new WireException(-3007, $"'quantity' is above {WireText.Of(max)}.");
        }
    }

    public static void CheckPrice(Instrument instrument, decimal price, string name = "price")
    {
        if (price <= 0)
        {
            throw WireException.Invalid(name);
        }

        if (!instrument.FitsTick(price))
        {
            throw new WireException(-1160, $"The number of decimals of '{name}' is wrong.");
        }
    }

    private static void CheckRatio(OrderRequest request, decimal reference)
    {
        var highest = reference * (1 + request.Instrument.BuyLimitPriceRatio);
        var lowest = reference * (1 - request.Instrument.SellLimitPriceRatio);
        if (request.Side == OrderSide.Buy ? request.Price > highest : request.Price < lowest)
        {
            var bound = WireText.Short(request.Side == OrderSide.Buy ? highest : lowest);
            throw WireException.Precondition($"Price is beyond the limit price {bound}", "43009");
        }
    }

    private static bool IsOpening(OrderRequest request) => request.Instrument.Product == Product.Spot
        || (request.Side == OrderSide.Buy) == (request.PositionSide == PositionSide.Long);
}
