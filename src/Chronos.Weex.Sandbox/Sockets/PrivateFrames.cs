using System.Text.Json;
using Chronos.Weex.Sandbox.Rest;

namespace Chronos.Weex.Sandbox.Sockets;

/// <summary>Pushes of private channels. Ids and times in them are text.</summary>
internal static class PrivateFrames
{
    private static readonly string[] Counters =
    [
        "Deposit", "Withdraw", "TransferIn", "TransferOut", "MarginMoveIn", "MarginMoveOut", "PositionOpenLong", "PositionOpenShort",
        "PositionCloseLong", "PositionCloseShort", "PositionFillFee", "PositionLiquidateFee", "PositionFunding", "OrderFillFeeIncome",
        "OrderLiquidateFeeIncome",
    ];

    /// <summary>The frame around items of a channel.</summary>
    public static byte[] Of<T>(string kind, string cause, long version, long now, IEnumerable<T> items, Action<Utf8JsonWriter, T> write) =>
        RestAnswer.Bytes(w => w.Object(o =>
        {
            o.WriteString("e", kind);
            o.WriteNumber("E", now);
            o.WriteNumber("v", version);
            o.WriteString("msgEvent", cause);
            o.Array("d", items, write);
        }));

    public static void Order(Utf8JsonWriter w, Order o, WireSwitches switches)
    {
        if (o.Instrument.Product == Product.Spot)
        {
            SpotOrder(w, o);
            return;
        }

        var instrument = o.Instrument;
        w.Text("id", o.Id);
        w.WriteString("coin", instrument.QuoteAsset);
        w.WriteString("symbol", instrument.Symbol);
        Mode(w, o);
        w.Word("positionSide", o.PositionSide);
        w.Word("orderSide", o.Side);
        w.WriteString("price", o.Type == OrderType.Market ? WireText.Fixed(0, instrument.PricePrecision) : WireText.Of(o.Price));
        w.Amount("size", o.Quantity);
        w.WriteString("clientOrderId", o.ClientOrderId);
        w.Word("type", o.Type);
        w.Word("timeInForce", o.TimeInForce);
        w.WriteBoolean("reduceOnly", o.ReduceOnly);
        w.Amount("triggerPrice", o.StopPrice);
        w.Word("triggerPriceType", o.WorkingType ?? WorkingType.ContractPrice);
        w.WriteString("orderSource", "API");
        w.WriteString("openTpslParentOrderId", "0");
        w.WriteBoolean("positionTpsl", false);
        w.WriteBoolean("setOpenTp", o.TakeProfitTrigger > 0);
        w.WriteBoolean("setOpenSl", o.StopLossTrigger > 0);
        w.Text("leverage", o.Leverage);
        w.Amount("takerFeeRate", instrument.TakerFeeRate);
        w.Amount("makerFeeRate", instrument.MakerFeeRate);
        w.WriteString("feeDiscount", "1");
        w.WriteString("liquidateFeeRate", "0.01");
        Progress(w, o, Status(o, switches));
        w.WriteString("cumLiquidateFee", "0");
        w.Short("cumRealizePnl", o.RealizedPnl);
        Times(w, o.Time, o.UpdateTime);
    }

    public static void Fill(Utf8JsonWriter w, Fill f)
    {
        var o = f.Order;
        var isSpot = o.Instrument.Product == Product.Spot;
        w.Text("id", f.Id);
        if (isSpot)
        {
            w.WriteString("symbol", o.Instrument.Symbol);
            w.WriteString("baseCoin", o.Instrument.BaseAsset);
            w.WriteString("quoteCoin", o.Instrument.QuoteAsset);
            w.Text("orderId", o.Id);
        }
        else
        {
            w.WriteString("coin", o.Instrument.QuoteAsset);
            w.WriteString("symbol", o.Instrument.Symbol);
            w.Text("orderId", o.Id);
            Mode(w, o);
            w.Word("positionSide", o.PositionSide);
        }

        w.Word("orderSide", o.Side);
        w.Amount("fillSize", f.Quantity);
        w.Amount("fillValue", f.Value);
        w.Short("fillFee", f.Fee);
        if (!isSpot)
        {
            w.WriteString("liquidateFee", "0");
            w.Short("realizePnl", f.RealizedPnl);
        }

        w.WriteString("direction", f.IsMaker ? "MAKER" : "TAKER");
        Times(w, f.Time, f.Time);
    }

    public static void Position(Utf8JsonWriter w, Position p)
    {
        w.Text("id", p.Id);
        w.WriteString("coin", p.Instrument.QuoteAsset);
        w.WriteString("symbol", p.Instrument.Symbol);
        w.Word("side", p.Side);
        w.Word("marginMode", p.MarginType);
        w.WriteString("separatedMode", "COMBINED");
        w.WriteString("separatedOpenOrderId", "0");
        w.Text("leverage", p.Leverage);
        w.Amount("size", p.Size);
        w.Amount("openValue", p.OpenValue);
        w.Amount("openFee", p.OpenFee);
        w.Amount("fundingFee", p.FundingFee);
        w.Amount("isolatedMargin", p.IsolatedMargin);
        w.WriteBoolean("autoAppendIsolatedMargin", p.AutoAppendMargin);
        w.Amount("cumOpenSize", p.CumOpenSize);
        w.Amount("cumOpenValue", p.CumOpenValue);
        w.Amount("cumOpenFee", p.CumOpenFee);
        w.Amount("cumCloseSize", p.CumCloseSize);
        w.Amount("cumCloseValue", p.CumCloseValue);
        w.Amount("cumCloseFee", p.CumCloseFee);
        w.Amount("cumFundingFee", p.CumFundingFee);
        w.WriteString("cumLiquidateFee", "0");
        w.Text("createdMatchSequenceId", p.CreatedMatch);
        w.Text("updatedMatchSequenceId", p.UpdatedMatch);
        Times(w, p.CreatedTime, p.UpdatedTime);
    }

    public static void Wallet(Utf8JsonWriter w, Account account, Product product, string asset)
    {
        var wallet = account.Wallet(product, asset);
        w.WriteString("coin", asset);
        if (product == Product.Spot)
        {
            var locked = account.Locked(asset);
            w.Amount("equity", wallet.Balance);
            w.Amount("available", wallet.Balance - locked);
            w.Amount("frozen", locked);
            return;
        }

        w.WriteString("marginMode", "CROSSED");
        w.WriteString("crossSymbol", "");
        w.WriteString("isolatedPositionId", "0");
        w.Amount("amount", wallet.Balance);
        w.WriteString("pendingDepositAmount", "0");
        w.WriteString("pendingWithdrawAmount", "0");
        w.WriteString("pendingTransferInAmount", "0");
        w.WriteString("pendingTransferOutAmount", "0");
        w.WriteBoolean("liquidating", false);
        w.Amount("legacyAmount", wallet.Balance);
        foreach (var counter in Counters)
        {
            w.Amount($"cum{counter}Amount", wallet.Sums.GetValueOrDefault(WireText.Snake(counter)));
        }

        Times(w, wallet.CreatedTime, wallet.UpdatedTime);
    }

    private static void SpotOrder(Utf8JsonWriter w, Order o)
    {
        w.Text("id", o.Id);
        w.WriteString("symbol", o.Instrument.Symbol);
        w.WriteString("baseCoin", o.Instrument.BaseAsset);
        w.WriteString("quoteCoin", o.Instrument.QuoteAsset);
        w.Word("orderSide", o.Side);
        w.Amount("price", o.Price);
        w.Amount("size", o.Quantity);
        w.WriteString("value", "0");
        w.WriteString("clientOrderId", o.ClientOrderId);
        w.Word("type", o.Type);
        w.Word("timeInForce", o.TimeInForce);
        w.WriteBoolean("reduceOnly", false);
        w.WriteString("triggerPrice", "0");
        w.WriteString("orderSource", "API");
        w.WriteString("openTpslParentOrderId", "0");
        w.WriteBoolean("setOpenTp", false);
        w.WriteBoolean("setOpenSl", false);
        w.Amount("takerFeeRate", o.Instrument.TakerFeeRate);
        w.Amount("makerFeeRate", o.Instrument.MakerFeeRate);
        w.WriteString("feeDiscount", "1");
        w.WriteString("takerFeeDiscount", "1");
        w.WriteString("makerFeeDiscount", "1");
        Progress(w, o, o.Status == OrderStatus.New ? "PENDING" : WireText.Of(o.Status));
        Times(w, o.Time, o.UpdateTime);
    }

    private static string Status(Order o, WireSwitches switches) => o.Status switch
    {
        OrderStatus.New => "PENDING",
        OrderStatus.PartiallyFilled => switches.PartialFillStatus == "NEW" ? "PENDING" : switches.PartialFillStatus,
        _ => WireText.Of(o.Status),
    };

    private static void Progress(Utf8JsonWriter w, Order o, string status)
    {
        w.WriteString("status", status);
        w.WriteString("triggerTime", "0");
        w.WriteString("triggerPriceTime", "0");
        w.WriteString("triggerPriceValue", "0");
        w.WriteString("cancelReason", o.CancelReason.Length == 0 ? "UNKNOWN_ORDER_CANCEL_REASON" : o.CancelReason);
        w.Amount("latestFillPrice", o.LatestFillPrice);
        w.Amount("maxFillPrice", o.MaxFillPrice);
        w.Amount("minFillPrice", o.MinFillPrice);
        w.Amount("cumFillSize", o.Filled);
        w.Amount("cumFillValue", o.FilledValue);
        w.Short("cumFillFee", o.Fee);
    }

    private static void Mode(Utf8JsonWriter w, Order o)
    {
        w.Word("marginMode", o.Account.Setting(o.Instrument).MarginType);
        w.WriteString("separatedMode", "COMBINED");
        w.WriteString("separatedOpenOrderId", "0");
    }

    private static void Times(Utf8JsonWriter w, long created, long updated)
    {
        w.Text("createdTime", created);
        w.Text("updatedTime", updated);
    }
}
