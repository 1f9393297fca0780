using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest.Contract;

/// <summary>Contract objects as REST v3 shows them.</summary>
internal static class ContractJson
{
    public static void Order(Utf8JsonWriter w, Order o, WireSwitches switches)
    {
        var precision = o.Instrument.PricePrecision;
        w.WriteString("avgPrice", WireText.Fixed(o.AveragePrice, precision));
        w.WriteString("clientOrderId", o.ClientOrderId);
        w.Short("cumQuote", o.FilledValue);
        w.Short("executedQty", o.Filled);
        w.WriteNumber("orderId", o.Id);
        w.Amount("origQty", o.Quantity);
        w.WriteString("price", o.Type == OrderType.Market ? WireText.Fixed(0, precision) : WireText.Of(o.Price));
        w.WriteBoolean("reduceOnly", o.ReduceOnly);
        w.Word("side", o.Side);
        w.Word("positionSide", o.PositionSide);
        w.WriteString("status", Status(o, switches));
        w.Amount("stopPrice", o.StopPrice);
        w.WriteString("symbol", o.Instrument.Symbol);
        w.WriteNumber("time", o.Time);
        w.Word("timeInForce", o.TimeInForce);
        w.Word("type", o.Type);
        w.WriteNumber("updateTime", o.UpdateTime);
        w.WriteString("workingType", o.WorkingType is { } working ? WireText.Of(working) : "UNKNOWN_PRICE_TYPE");
    }

    /// <summary>An exit attached to an order, in the form of an order.</summary>
    public static void Exit(Utf8JsonWriter w, AlgoOrder a)
    {
        var nothing = WireText.Fixed(0, a.Instrument.PricePrecision);
        w.WriteString("avgPrice", nothing);
        w.WriteString("clientOrderId", a.ClientAlgoId);
        w.WriteString("cumQuote", "0");
        w.WriteString("executedQty", "0");
        w.WriteNumber("orderId", a.Id);
        w.Amount("origQty", a.Quantity);
        w.WriteString("price", nothing);
        w.WriteBoolean("reduceOnly", a.ReduceOnly);
        w.Word("side", a.Side);
        w.Word("positionSide", a.PositionSide);
        w.Word("status", a.Status);
        w.Amount("stopPrice", a.TriggerPrice);
        w.WriteString("symbol", a.Instrument.Symbol);
        w.WriteNumber("time", a.CreateTime);
        w.WriteString("timeInForce", "IOC");
        w.Word("type", a.Type);
        w.WriteNumber("updateTime", a.UpdateTime);
        w.Word("workingType", a.WorkingType);
    }

    /// <summary>The word for where an order stands.</summary>
    public static string Status(Order o, WireSwitches switches) =>
        o.Status == OrderStatus.PartiallyFilled ? switches.PartialFillStatus : WireText.Of(o.Status);

    public static void Fill(Utf8JsonWriter w, Fill f)
    {
        w.WriteNumber("id", f.Id);
        w.WriteNumber("orderId", f.Order.Id);
        w.WriteString("symbol", f.Order.Instrument.Symbol);
        w.WriteBoolean("buyer", f.Order.Side == OrderSide.Buy);
        w.WriteString("commission", WireText.Fixed(f.Fee, 8));
        w.WriteString("commissionAsset", f.FeeAsset);
        w.WriteBoolean("maker", f.IsMaker);
        w.Amount("price", f.Price);
        w.Short("qty", f.Quantity);
        w.Amount("quoteQty", f.Value);
        w.Short("realizedPnl", f.RealizedPnl);
        w.Word("side", f.Order.Side);
        w.Word("positionSide", f.Order.PositionSide);
        w.WriteNumber("time", f.Time);
    }

    public static void Position(Utf8JsonWriter w, Position p, Venue venue)
    {
        var mark = venue.Contracts.MarkOf(p);
        w.WriteNumber("id", p.Id);
        w.WriteString("asset", p.Instrument.QuoteAsset);
        w.WriteString("symbol", p.Instrument.Symbol);
        w.Word("side", p.Side);
        w.Word("marginType", p.MarginType);
        w.WriteString("separatedMode", "COMBINED");
        w.WriteNumber("separatedOpenOrderId", 0);
        w.WriteString("leverage", WireText.Fixed(p.Leverage, 2));
        w.Amount("size", p.Size);
        w.Amount("openValue", p.OpenValue);
        w.Amount("openFee", p.OpenFee);
        w.Amount("fundingFee", p.FundingFee);
        w.Short("marginSize", venue.Contracts.Margin(p));
        w.Amount("isolatedMargin", p.IsolatedMargin);
        w.WriteBoolean("isAutoAppendIsolatedMargin", p.AutoAppendMargin);
        w.Amount("cumOpenSize", p.CumOpenSize);
        w.Amount("cumOpenValue", p.CumOpenValue);
        w.Amount("cumOpenFee", p.CumOpenFee);
        w.Amount("cumCloseSize", p.CumCloseSize);
        w.Amount("cumCloseValue", p.CumCloseValue);
        w.Amount("cumCloseFee", p.CumCloseFee);
        w.Amount("cumFundingFee", p.CumFundingFee);
        w.WriteString("cumLiquidateFee", "0");
        w.WriteNumber("createdMatchSequenceId", p.CreatedMatch);
        w.WriteNumber("updatedMatchSequenceId", p.UpdatedMatch);
        w.WriteNumber("createdTime", p.CreatedTime);
        w.WriteNumber("updatedTime", p.UpdatedTime);
        w.Amount("unrealizePnl", p.UnrealizedPnl(mark));
        w.WriteString("liquidatePrice", "0");
    }

    public static void Algo(Utf8JsonWriter w, AlgoOrder a)
    {
        w.WriteNumber("algoId", a.Id);
        w.WriteString("clientAlgoId", a.ClientAlgoId);
        w.WriteString("algoType", "CONDITIONAL");
        w.Word("orderType", a.Type);
        w.WriteString("symbol", a.Instrument.Symbol);
        w.Word("side", a.Side);
        w.Word("positionSide", a.PositionSide);
        w.WriteString("timeInForce", a.IsMarket ? "IOC" : "GTC");
        w.Amount("quantity", a.Quantity);
        w.Word("algoStatus", a.Status);
        if (a.ActualOrderId == 0)
        {
            w.WriteNull("actualOrderId");
        }
        else
        {
            w.WriteNumber("actualOrderId", a.ActualOrderId);
        }

        w.Amount("actualPrice", a.ActualPrice);
        w.Amount("triggerPrice", a.TriggerPrice);
        w.Amount("price", a.Price);
        w.Amount("tpTriggerPrice", a.TakeProfitTrigger);
        w.WriteString("tpPrice", "0");
        w.Amount("slTriggerPrice", a.StopLossTrigger);
        w.WriteString("slPrice", "0");
        w.Word("tpOrderType", a.WorkingType);
        w.Word("workingType", a.WorkingType);
        w.WriteBoolean("closePosition", false);
        w.WriteBoolean("reduceOnly", a.ReduceOnly);
        w.WriteNumber("createTime", a.CreateTime);
        w.WriteNumber("updateTime", a.UpdateTime);
        w.WriteNumber("triggerTime", a.TriggerTime);
    }

    /// <summary>The envelope of account setters.</summary>
    public static RestAnswer Done(RestCall call) => RestAnswer.Object(w =>
    {
        w.WriteString("code", "200");
        w.WriteString("msg", "success");
        w.WriteNumber("requestTime", call.Now);
    });

    /// <summary>Whether an order was taken, as placing and canceling tell it.</summary>
    public static void Outcome(Utf8JsonWriter w, WireException? refusal)
    {
        w.WriteBoolean("success", refusal is null);
        w.WriteString("errorCode", refusal is null ? "" : ErrorAnswer.Text(refusal));
        w.WriteString("errorMessage", refusal?.Message ?? "");
    }
}
